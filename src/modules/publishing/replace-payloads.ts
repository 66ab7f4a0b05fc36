import type { Shown } from '#modules/approval';
import type { Payload } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { approveDraft, redraft } from './approve-waiting.ts';
import { cancelPublication, lockPost } from './cancel-publications.ts';
import { contentHash } from './content-hash.ts';
import { mayPublish, mustWrite } from './policy.ts';
import { addPublication } from './schedule-publications.ts';
import { tables, type PublicationRow } from './publications.sql.ts';
import { sketchAgain } from './sketch-rows.ts';
import type { Outgoing, When } from './shapes.ts';
import { FINAL } from './states.ts';
import { approvedBy, shownColumns, startAt } from './times.ts';
import { transition } from './transition.ts';

/**
 * A planned post was edited: what has not left takes the new content. Edited by a person who may publish it stays planned (and is approved
 * again), unless the client must say yes to it first; edited by another it is held until approved. Channels and segments that are new are planned at the post's own time, those that
 * are gone are cancelled. What is online stays as it is.
 * @throws Refusal `already_sending` (409) when a segment to be changed is on its way.
 */
export async function replacePayloads(ctx: Ctx, postId: Id, publications: readonly Outgoing[], shown?: Shown): Promise<void> {
  const rows = (await lockPost(ctx, postId)).filter((row) => row.state !== 'FAILED' && row.state !== 'CANCELLED');
  const model = rows[0];
  if (!model) return;
  mustWrite(ctx, model.client_id);
  for (const row of [...rows].reverse()) if (!wantedPayload(row, publications) && !FINAL.has(row.state)) await dropOne(ctx, row);
  for (const outgoing of publications) {
    let parentId: Id | null = null;
    for (const [position, payload] of outgoing.segments.entries()) {
      const row = rows.find((candidate) => candidate.channel_id === outgoing.channelId && candidate.position === position);
      if (row) await replaceOne(ctx, row, payload, shown);
      parentId = row?.id ?? (await addLike(ctx, model, { outgoing, position, payload, parentId, ...(shown && { shown }) }));
    }
  }
}

const wantedPayload = (row: PublicationRow, publications: readonly Outgoing[]): Payload | undefined =>
  publications.find((outgoing) => outgoing.channelId === row.channel_id)?.segments[row.position];

async function replaceOne(ctx: Ctx, row: PublicationRow, payload: Payload, shown: Shown | undefined): Promise<void> {
  const content_hash = contentHash(row.channel_id, row.position, payload);
  const same = content_hash === row.content_hash;
  const asBefore = shown === undefined || (shown.allowed && row.state !== 'DRAFT' && row.reason !== 'awaits_client');
  if (row.state === 'PUBLISHED' || (same && shown === undefined)) return;
  if (same && asBefore) return void (await stampShown(ctx, row, shown));
  if (!CHANGEABLE.includes(row.state) || row.doubts > 0 || row.look_before_send) throw new Refusal('already_sending', { status: 409 });
  await sketchAgain(ctx, row, payload);
  // What was prepared (draft, container) carries the old content: it is prepared again.
  const set = { payload, content_hash, prepared: {}, prepared_until: null, tries: 0, ...(shown && shownColumns(shown)) };
  if (row.state === 'DRAFT') {
    await redraft(ctx, row, set);
    if (shown?.allowed ?? true) await approveDraft(ctx, { ...row, ...set });
  } else if (!mayPublish(ctx)) await transition(ctx, row.id, 'edit_unapproved', { set, reason: 'not_approved', nextAt: null });
  else if (!(shown?.allowed ?? true)) await transition(ctx, row.id, 'edit_unapproved', { set, reason: 'awaits_client', nextAt: null });
  else await transition(ctx, row.id, 'edit', { set: { ...set, ...approvedBy(ctx, content_hash) }, nextAt: startAt(ctx, row.not_before) });
}

const CHANGEABLE = ['DRAFT', 'SCHEDULED', 'PREPARING', 'READY', 'ARMED', 'WAITING', 'HELD'];

/** Nothing of this segment changed, but the post it is shown with did. */
const stampShown = (ctx: Ctx, row: PublicationRow, shown: Shown | undefined) =>
  tables(ctx).updateTable('publishing.publication').set(shownColumns(shown)).where('id', '=', row.id).execute();

async function dropOne(ctx: Ctx, row: PublicationRow): Promise<void> {
  const outcome = await cancelPublication(ctx, row.id);
  if (outcome.wished.length > 0) throw new Refusal('already_sending', { status: 409 });
}

function addLike(
  ctx: Ctx,
  model: PublicationRow,
  what: { outgoing: Outgoing; position: number; payload: Payload; parentId: Id | null; shown?: Shown },
): Promise<Id> {
  if (!mayPublish(ctx)) throw new Refusal('forbidden', { status: 403 });
  const when: When = {
    wall: model.wall_time,
    zone: model.zone,
    notBefore: model.not_before,
    notAfter: model.not_after,
    late: { policy: model.late_policy, minutes: model.late_minutes },
  };
  return addPublication(ctx, { ...when, ...what, postId: model.post_id, clientId: model.client_id });
}
