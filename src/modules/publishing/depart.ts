import { mayLeave } from '#modules/approval';
import { listEnded } from '#modules/library';
import type { Ctx } from '#plumbing/db';
import { leavingOf } from './approve-waiting.ts';
import type { Claim } from './claim.ts';
import type { Opened } from './open-publication.ts';
import { hasTwinInDoubt, isSending } from './pace.ts';
import type { Departing, Departure } from './preflight.ts';
import { tables, type PublicationRow } from './publications.sql.ts';
import { lastSignOfLife } from './reconciliation.sql.ts';
import { transition, type Step } from './transition.ts';
import type { World } from './world.ts';

/** The preflight's facts, read under the publication's lock. @param otherAccount what "who am I" said a moment ago. */
export async function readDeparture(ctx: Ctx, world: World, opened: Opened, otherAccount: boolean): Promise<Departure> {
  const { row } = opened;
  const parent = row.parent_id
    ? await tables(ctx).selectFrom('publishing.publication').select('state').where('id', '=', row.parent_id).executeTakeFirstOrThrow()
    : null;
  return {
    row,
    facts: opened.facts,
    channel: opened.channel,
    otherAccount,
    awaitsClient: !(await mayLeave(ctx, leavingOf(row))),
    rightsOver: await areRightsOver(ctx, row),
    pace: opened.pace,
    parentState: parent?.state ?? null,
    channelBusy: await isSending(ctx, row.channel_id, row.id),
    twinInDoubt: row.once_class !== 'R' && (await hasTwinInDoubt(ctx, row.channel_id, row.id, row.payload.text)),
    clockWrong: world.clockWrong(),
  };
}

/** At the hour it was planned for, or now when it is late: what is held for its hour must not wait to be told. */
async function areRightsOver(ctx: Ctx, row: PublicationRow): Promise<boolean> {
  if (row.payload.media.length === 0) return false;
  const leaves = new Date(Math.max(ctx.now().getTime(), row.not_before.getTime()));
  const ended = await listEnded(
    ctx,
    row.payload.media.map((one) => one.mediaId),
    leaves,
    row.zone,
  );
  return ended.length > 0;
}

/** Everything preflight can say but "go". */
export async function leave(
  ctx: Ctx,
  world: World,
  claim: Claim,
  opened: Opened,
  verdict: Exclude<Departing, { do: 'arm' }>,
): Promise<void> {
  const { row } = opened;
  const step: Step = { lease: claim.lease, opened };
  switch (verdict.do) {
    case 'defer':
      return void (await transition(ctx, row.id, 'defer', { ...step, nextAt: verdict.until }));
    case 'hold':
      return void (await transition(ctx, row.id, 'hold', { ...step, reason: verdict.reason, nextAt: null }));
    case 'drop_late':
      return void (await transition(ctx, row.id, 'drop_late', { ...step, reason: 'dropped_late' }));
    case 'look_first':
      return lookFirst(ctx, claim, opened);
  }
}

/** Nothing is sent before it was looked for: the quiet period starts now, as if a request had just been lost. */
export async function lookFirst(ctx: Ctx, claim: Claim, opened: Opened): Promise<void> {
  const { row, patience } = opened;
  const now = ctx.now();
  await transition(ctx, row.id, 'look_first', {
    lease: claim.lease,
    opened,
    set: {
      look_before_send: true,
      first_intent_at: row.first_intent_at ?? (await lastSignOfLife(ctx)) ?? now,
      quiet_until: new Date(now.getTime() + patience.quietMs),
      absences: 0,
      absent_at: null,
      looks: 0,
      reads_failing_since: null,
    },
    nextAt: now,
  });
}
