import type { Payload } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';
import { tzdataVersion } from '#words/zone.ts';
import { contentHash } from './content-hash.ts';
import { TIMINGS } from './patience.ts';
import { mustPublish } from './policy.ts';
import { tables, type PublicationRow } from './publications.sql.ts';
import { DEFAULT_LATE, type Outgoing, type When } from './shapes.ts';
import { transition } from './transition.ts';

/** A post planned to one or more channels. With approval mode *none*, planning by a person with the right approves what is planned. */
export interface Plan extends When {
  postId: Id;
  clientId: Id;
  publications: readonly Outgoing[];
}

/**
 * Plans every segment of every channel, in the caller's transaction.
 * @returns the ids, channel by channel, in the order of the segments.
 * @throws Refusal `already_scheduled` (409) when the post is planned or online on one of these channels.
 */
export async function schedulePublications(ctx: Ctx, plan: Plan): Promise<Id[]> {
  mustPublish(ctx, plan.clientId);
  if (plan.publications.length === 0) throw new Refusal('nothing_to_publish', { field: 'channels' });
  const ids: Id[] = [];
  for (const outgoing of plan.publications) {
    if (outgoing.segments.length === 0) throw invalid('segments');
    await refuseTwice(ctx, plan.postId, outgoing.channelId);
    let parentId: Id | null = null;
    for (const [position, payload] of outgoing.segments.entries()) {
      parentId = await addPublication(ctx, { ...plan, outgoing, position, payload, parentId });
      ids.push(parentId);
    }
  }
  return ids;
}

/** One publication: made as a draft, approved by who plans it, planned; three changes of the ledger, one transaction. */
export async function addPublication(
  ctx: Ctx,
  what: When & {
    postId: Id;
    clientId: Id;
    outgoing: Omit<Outgoing, 'segments'>;
    position: number;
    payload: Payload;
    parentId: Id | null;
    replacesId?: Id;
  },
): Promise<Id> {
  const now = ctx.now();
  const id = newId(now.getTime());
  const content_hash = contentHash(what.outgoing.channelId, what.position, what.payload);
  const row: Partial<PublicationRow> = {
    workspace_id: ctx.workspaceId,
    id,
    client_id: what.clientId,
    post_id: what.postId,
    channel_id: what.outgoing.channelId,
    network: what.outgoing.network,
    once_class: what.outgoing.onceClass,
    network_user_id: what.outgoing.networkUserId,
    position: what.position,
    parent_id: what.parentId,
    replaces_id: what.replacesId ?? null,
    op_id: newId(now.getTime()),
    payload: what.payload,
    content_hash,
    ...timesOf(what),
    state: 'DRAFT',
    version: 0,
    created_at: now,
    created_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
  };
  await tables(ctx)
    .insertInto('publishing.publication')
    .values(row as PublicationRow)
    .execute();
  await tables(ctx)
    .insertInto('publishing.due')
    .values({
      workspace_id: ctx.workspaceId,
      publication_id: id,
      channel_id: what.outgoing.channelId,
      next_at: null,
      lease_token: 0,
      lease_until: null,
      holder: null,
    })
    .execute();
  await transition(ctx, id, 'approve', { set: approvedBy(ctx, content_hash) });
  await transition(ctx, id, 'schedule', { nextAt: startAt(ctx, what.notBefore) });
  return id;
}

export const approvedBy = (ctx: Ctx, hash: string): Pick<PublicationRow, 'approved_hash' | 'approved_by' | 'approved_at'> => ({
  approved_hash: hash,
  approved_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
  approved_at: ctx.now(),
});

/** Media are prepared half an hour before, or at once when it is nearer. */
export const startAt = (ctx: Ctx, notBefore: Date): Date =>
  new Date(Math.max(ctx.now().getTime(), notBefore.getTime() - TIMINGS.prepareAheadMs));

export function timesOf(
  when: When,
): Pick<PublicationRow, 'wall_time' | 'zone' | 'tzdata' | 'not_before' | 'not_after' | 'late_policy' | 'late_minutes'> {
  const late = when.late ?? DEFAULT_LATE;
  return {
    wall_time: when.wall,
    zone: when.zone,
    tzdata: tzdataVersion(),
    not_before: when.notBefore,
    not_after: when.notAfter ?? new Date(when.notBefore.getTime() + late.minutes * 60_000),
    late_policy: late.policy,
    late_minutes: late.minutes,
  };
}

/** The unique index refuses it too; this says it in words. */
async function refuseTwice(ctx: Ctx, postId: Id, channelId: Id): Promise<void> {
  const other = await tables(ctx)
    .selectFrom('publishing.publication')
    .select('id')
    .where('post_id', '=', postId)
    .where('channel_id', '=', channelId)
    .where('state', 'not in', ['FAILED', 'CANCELLED'])
    .executeTakeFirst();
  if (other) throw new Refusal('already_scheduled', { status: 409 });
}
