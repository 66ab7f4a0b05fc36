import { mailInvitation, type PostOffice } from '#modules/team';
import { mailContact, mailRequest } from '#modules/approval';
import { noteFact } from '#modules/notices';
import { readOnline, releaseChannel } from '#modules/publishing';
import { sql, type Ctx } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import type { HeardFact } from '../wiring/heard.ts';
import type { BackHouse } from '../wiring/open-back-house.ts';

interface Heard {
  workspaceId: Id;
  id: Id;
  name: string;
  about: Record<string, string>;
}
type Listener = (heard: Heard) => Promise<unknown>;

const WORKER: Actor = { kind: 'system', name: 'worker' };

/** Who listens to which fact. A listener may be woken twice: it looks before it acts. */
export function listeners(house: BackHouse, office: PostOffice): Record<HeardFact, Listener[]> {
  const inside = (workspaceId: Id, work: (ctx: Ctx) => Promise<unknown>) => house.store.inWorkspace(workspaceId, WORKER, work);
  const release: Listener = ({ workspaceId, about }) => inside(workspaceId, (ctx) => releaseChannel(ctx, about['channelId']!));
  const tell: Listener = ({ workspaceId, ...fact }) => inside(workspaceId, (ctx) => noteFact(ctx, house.jobs.ring, fact));
  return {
    'team.invited': [({ workspaceId, about }) => mailInvitation(office, workspaceId, about['invitationId']!)],
    'channels.resumed': [release],
    'channels.reconnected': [release],
    'approval.contact_named': [({ workspaceId, about }) => mailContact(office, workspaceId, about['clientId']!)],
    'approval.mail_wished': [({ workspaceId, about }) => mailRequest(office, workspaceId, about['requestId']!, readOnline)],
    'notices.endpoint_stopped': [tell],
    'publishing.asked': [tell],
    'publishing.held': [tell],
    'publishing.failed': [tell],
    'channels.troubled': [tell],
    'approval.answered': [tell],
    'approval.review_wished': [tell],
    'approval.silent': [tell],
    'calendar.task_given': [tell],
    'calendar.remark_written': [tell],
    'site.comment_received': [tell],
  };
}

/** Reads the fact a job points to and wakes who listens. */
export async function hear(house: BackHouse, office: PostOffice, data: Record<string, string>): Promise<void> {
  const workspaceId = data['workspaceId']!;
  const factId = data['factId']!;
  const fact = await house.store.inWorkspace(workspaceId, WORKER, async (ctx) => {
    const { rows } = await sql<{ name: string; about: Record<string, string> }>`
      select name, about from facts.fact where id = ${factId}`.execute(ctx.db);
    return rows[0];
  });
  if (!fact) return;
  for (const listener of (listeners(house, office) as Record<string, Listener[]>)[fact.name] ?? [])
    await listener({ workspaceId, id: factId, ...fact });
}
