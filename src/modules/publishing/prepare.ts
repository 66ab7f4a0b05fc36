import type { Preparation } from '#networks/contract';
import { PASSING_REFUSALS } from '#networks/contract';
import { buildOrder } from './build-order.ts';
import type { Claim } from './claim.ts';
import { requestHash } from './content-hash.ts';
import { openPublication, type Opened } from './open-publication.ts';
import { judgeDeparture } from './preflight.ts';
import { readDeparture, leave } from './depart.ts';
import type { AttemptRow, PublicationRow } from './publications.sql.ts';
import { backoff } from './rules.ts';
import { transition, type Done } from './transition.ts';
import { durable, later, outside, type World } from './world.ts';

/** After so many unclear or passing answers in a row, a person is told. */
const PREPARATION_TRIES = 10;
/** Preparing may upload films: longer than a publishing request. */
const PREPARE_FACTOR = 5;
const FOR_GOOD_MS = 365 * 24 * 3_600_000;

/** SCHEDULED or PREPARING: uploads, containers, drafts; nothing of it is visible, so a lost answer is prepared again. */
export async function prepare(world: World, claim: Claim): Promise<void> {
  const begun = await durable(world, 'prepare', claim.workspaceId, async (ctx) => {
    const opened = await openPublication(ctx, world, claim);
    const verdict = judgeDeparture(await readDeparture(ctx, world, opened, false), ctx.now(), world.timings);
    // A pause may well be over at the hour itself.
    const waitsForHour = verdict.do === 'hold' && verdict.reason === 'channel_paused' && !opened.facts.due;
    if (waitsForHour)
      return void (await transition(ctx, opened.row.id, 'defer', { lease: claim.lease, opened, nextAt: opened.row.not_before }));
    if (verdict.do !== 'arm' && verdict.do !== 'hand_over' && verdict.do !== 'defer')
      return void (await leave(ctx, world, claim, opened, verdict));
    if (isPrepared(opened, ctx.now())) return void (await ready(ctx, claim, opened));
    return begin(ctx, world, claim, opened);
  });
  if (!begun) return;
  const { opened, done, order } = begun;
  const media = world.readMedia(claim.workspaceId);
  const answer = await outside(world, 'prepare call', opened.patience.timeoutMs * PREPARE_FACTOR, (signal) =>
    spoken(world, () => opened.network.prepare({ line: opened.channel!.line!, signal }, order, media)),
  );
  await durable(world, 'prepared', claim.workspaceId, (ctx) => record(ctx, world, claim, done.publication, done.attempt!, answer));
}

/** `prepared_until` is set only when everything is ready; a processing container has none. */
function isPrepared({ row, channel, network }: Opened, now: Date): boolean {
  if (!channel?.line || !network.needsPreparation(channel.line, row.payload)) return true;
  return row.prepared_until !== null && row.prepared_until > later(now, 60_000);
}

async function ready(ctx: Parameters<typeof transition>[0], claim: Claim, opened: Opened): Promise<void> {
  const { row } = opened;
  // Its own hour even when that has passed: it keeps its place before what was due later on the channel.
  await transition(ctx, row.id, 'nothing_to_prepare', { lease: claim.lease, opened, nextAt: row.not_before });
}

async function begin(ctx: Parameters<typeof transition>[0], world: World, claim: Claim, opened: Opened) {
  const { row } = opened;
  // Only what has ended comes here with an end: nothing of it can be used again.
  const prepared = row.prepared_until === null ? row.prepared : {};
  const until = later(ctx.now(), Math.max(world.timings.leaseMs, opened.patience.timeoutMs * PREPARE_FACTOR + world.timings.leaseMarginMs));
  const done = await transition(ctx, row.id, 'prepare', {
    lease: claim.lease,
    opened,
    renewUntil: until,
    nextAt: until,
    set: { prepared, prepared_until: null },
    rows: {
      intent: { kind: 'prepare', ground: null, request_hash: requestHash(row.op_id, row.content_hash, prepared), deadline_at: until },
    },
  });
  claim.lease = done.lease!;
  return { opened, done, order: await buildOrder(ctx, done.publication) };
}

async function record(
  ctx: Parameters<typeof transition>[0],
  world: World,
  claim: Claim,
  row: PublicationRow,
  attempt: AttemptRow,
  answer: Preparation,
): Promise<Done> {
  const now = ctx.now();
  const { endpoint, status, code, excerpt, bytesWritten } = answer.evidence;
  const verdict = (outcome: AttemptRow['outcome']) => ({
    rows: { verdict: { attemptId: attempt.id, outcome, endpoint, status, code, excerpt, bytes_written: bytesWritten } },
    lease: claim.lease,
  });
  const again = backoff(row.tries, world.timings.retryBaseMs, world.timings.retryCapMs, world.random());
  switch (answer.kind) {
    case 'ready': {
      const until = answer.expiresAt ?? later(now, FOR_GOOD_MS);
      // What ends before its hour is made again when it ends, so that it is ready at the hour.
      const nextAt = until < row.not_before ? until : row.not_before;
      return transition(ctx, row.id, 'prepared', {
        ...verdict('ready'),
        // Refusals of a sending go on being counted: media that vanish each time are not uploaded for ever at the same pace.
        set: { prepared: answer.prepared, prepared_until: until, tries: row.first_intent_at === null ? 0 : row.tries },
        nextAt,
      });
    }
    case 'processing':
      return transition(ctx, row.id, 'still_preparing', {
        ...verdict('processing'),
        set: { prepared: answer.prepared },
        nextAt: answer.lookAgainAt,
      });
    case 'refused':
      if (!PASSING_REFUSALS.has(answer.code))
        return transition(ctx, row.id, 'preparation_refused', { ...verdict('refused'), reason: answer.code, nextAt: null });
      return tryAgain(answer.code === 'not_sent' ? 'not_sent' : 'refused', answer.retryAt ?? later(now, again));
    case 'unclear':
      return tryAgain('unclear', later(now, again));
  }

  function tryAgain(outcome: AttemptRow['outcome'], nextAt: Date): Promise<Done> {
    if (row.tries + 1 >= PREPARATION_TRIES)
      return transition(ctx, row.id, 'preparation_refused', { ...verdict(outcome), reason: 'preparation_failing', nextAt: null });
    return transition(ctx, row.id, 'still_preparing', { ...verdict(outcome), set: { tries: row.tries + 1 }, nextAt });
  }
}

/** A network module that throws is a bug of ours; for the publication it is an answer we do not understand. */
async function spoken(world: World, call: () => Promise<Preparation>): Promise<Preparation> {
  try {
    return await call();
  } catch (error) {
    world.log.error({ err: error }, 'preparing broke');
    return {
      kind: 'unclear',
      code: 'accident',
      evidence: { endpoint: '', status: null, code: 'accident', excerpt: '', bytesWritten: true },
    };
  }
}
