import * as m from '#messages';
import { listManagers, readWorkspace, type PostOffice } from '#modules/team';
import type { Ctx } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { tables } from './notices.sql.ts';

const WORKER: Actor = { kind: 'system', name: 'worker' };

/**
 * Listens to `notices.endpoint_stopped`: owners and managers are told by mail, each in their language. Without a mail server Today says
 * it alone. Woken again by a mail server that failed half-way, it sends the same messages under the same ids.
 */
export async function mailStopped(office: PostOffice, workspaceId: Id, endpointId: Id): Promise<void> {
  const { mail, store, config } = office;
  if (!mail) return;
  const stop = await store.inWorkspace(workspaceId, WORKER, (ctx) => readStop(ctx, endpointId));
  if (!stop) return;
  const { workspace, since, people } = stop;
  const link = new URL('/', config.publicUrl).href;
  for (const { userId, name, email, language } of people) {
    const locale = { locale: language };
    const reason = stop.reason === 'gone' ? m.notices_letter_gone({}, locale) : m.notices_letter_failing({}, locale);
    const text = m.notices_letter_text({ name, workspace, reason, link, receiver: stop.receiver }, locale);
    const subject = m.notices_letter_subject({ workspace }, locale);
    await mail.send({ id: `${endpointId}.${since.getTime()}.${userId}`, to: email, subject, text });
  }
  await store.inWorkspace(workspaceId, WORKER, async (ctx) => {
    await tables(ctx).updateTable('notices.endpoint').set({ mailed_at: ctx.now() }).where('id', '=', endpointId).execute();
  });
}

async function readStop(ctx: Ctx, endpointId: Id) {
  const row = await tables(ctx)
    .selectFrom('notices.endpoint')
    .selectAll()
    .where('id', '=', endpointId)
    .where('off_reason', 'in', ['gone', 'failing'])
    .where('mailed_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    reason: row.off_reason,
    // Another delivery may have passed at the same moment.
    since: row.failing_since ?? row.created_at,
    // The rest of the address may hold a password.
    receiver: new URL(row.url).host,
    workspace: (await readWorkspace(ctx)).name,
    people: await listManagers(ctx),
  };
}
