import type { Network, Order, Verdict } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { buildOrder } from './build-order.ts';
import type { Claim } from './claim.ts';
import { requestHash } from './content-hash.ts';
import { leave, readDeparture } from './depart.ts';
import { openPublication, type Opened } from './open-publication.ts';
import { writePace } from './pace.ts';
import { judgeDeparture } from './preflight.ts';
import type { AttemptRow, Ground, PublicationRow } from './publications.sql.ts';
import { recordVerdict } from './record-verdict.ts';
import { transition } from './transition.ts';
import { durable, later, outside, type World } from './world.ts';

/** READY, ARMED or WAITING: who answers there and what time it is, preflight, arm; then the intent, one request, one verdict. */
export async function sendDue(world: World, claim: Claim, before: Opened): Promise<void> {
  const otherAccount = await checkIdentity(world, claim, before);
  // Most networks have just told the time by answering who we are.
  if (isAboutToLeave(before)) await world.askTime(before.channel?.line?.address ?? '');
  const armed = await durable(world, 'arm', claim.workspaceId, async (ctx) => {
    const opened = await openPublication(ctx, world, claim);
    const verdict = judgeDeparture(await readDeparture(ctx, world, opened, otherAccount), ctx.now(), world.timings);
    if (verdict.do !== 'arm') return void (await leave(ctx, world, claim, opened, verdict));
    const until = leaseEnd(ctx.now(), world, opened);
    const done = await transition(ctx, opened.row.id, 'arm', {
      lease: claim.lease,
      opened,
      renewUntil: until,
      nextAt: ctx.now(),
      set: classNow(opened),
    });
    claim.lease = done.lease!;
    return { opened, order: await buildOrder(ctx, opened.row), until };
  });
  if (!armed) return;
  await send(world, claim, armed.opened, armed.order, 'send', armed.until);
}

/** What the server really is may have changed since the plan; once a request was made, what it was made on stays. */
const classNow = ({ row, network, channel }: Opened): Partial<PublicationRow> =>
  row.first_intent_at === null && channel?.line ? { once_class: network.onceClass(channel.line) } : {};

/** Longer than the request may take: the request is aborted before the lease ends. */
export const leaseEnd = (now: Date, world: World, { patience }: Pick<Opened, 'patience'>): Date =>
  later(now, Math.max(world.timings.leaseMs, patience.timeoutMs + 2 * world.timings.leaseMarginMs));

/** The intent is committed, then exactly one mutating request goes out, then its verdict is written. */
export async function send(
  world: World,
  claim: Claim,
  opened: Opened,
  order: Order,
  event: 'send' | 'repeat_key' | 'repeat_id',
  until: Date,
): Promise<void> {
  const intended = await durable(world, 'intent', claim.workspaceId, (ctx) => intend(ctx, claim, opened, order, event, until));
  if (!intended) return;
  const { row, attempt, firstIntentAt } = intended;
  const verdict = await speakOnce(world, opened, { ...order, firstIntentAt }, attempt);
  await recordVerdict(world, claim, row, attempt, verdict, opened.patience);
}

async function intend(ctx: Ctx, claim: Claim, opened: Opened, order: Order, event: 'send' | 'repeat_key' | 'repeat_id', until: Date) {
  const { row, patience } = opened;
  const now = ctx.now();
  const firstIntentAt = row.first_intent_at ?? now;
  const done = await transition(ctx, row.id, event, {
    lease: claim.lease,
    patience,
    ...(event === 'send' ? {} : { renewUntil: until }),
    set: { refused_code: null, doubts: row.doubts + 1, first_intent_at: firstIntentAt, last_intent_at: now },
    nextAt: until,
    rows: {
      intent: {
        kind: 'publish',
        ground: GROUNDS[event](row),
        request_hash: requestHash(row.op_id, row.content_hash, order.prepared),
        deadline_at: until,
      },
    },
  });
  claim.lease = done.lease!;
  await writePace(ctx, row.channel_id, { last_sent_at: now });
  return { row: done.publication, attempt: done.attempt!, firstIntentAt };
}

const GROUNDS: Record<'send' | 'repeat_key' | 'repeat_id', (row: PublicationRow) => Ground> = {
  send: (row) => row.ground,
  repeat_key: () => 'key',
  repeat_id: () => 'id',
};

const nothingSent = (code: string): Verdict => ({
  kind: 'refused',
  code: 'not_sent',
  evidence: { endpoint: '', status: null, code, excerpt: '', bytesWritten: false },
});

/** Exactly one mutating request, or none: when the intent has grown old, somebody else may be at work. */
async function speakOnce(world: World, { network, channel, patience }: Opened, order: Order, attempt: AttemptRow): Promise<Verdict> {
  const age = world.clock.now().getTime() - attempt.intent_at.getTime();
  if (age > world.timings.intentFreshMs || age < -world.timings.intentFreshMs) return nothingSent('intent_too_old');
  if (!channel?.line) return nothingSent('no_line');
  const line = channel.line;
  const left = attempt.deadline_at.getTime() - world.timings.leaseMarginMs - world.clock.now().getTime();
  return outside(world, 'publish call', Math.min(patience.timeoutMs, left), (signal) => spoken(world, network, { line, signal }, order));
}

/** A network module that throws is a bug of ours; bytes may be out, so the publication is in doubt. */
async function spoken(world: World, network: Network, call: Parameters<Network['publish']>[0], order: Order): Promise<Verdict> {
  try {
    return await network.publish(call, order);
  } catch (error) {
    world.log.error({ err: error }, 'publishing broke');
    return {
      kind: 'unclear',
      code: 'accident',
      evidence: { endpoint: '', status: null, code: 'accident', excerpt: '', bytesWritten: true },
    };
  }
}

/**
 * Asks the network who we are (the channels' room asks at most once a minute per channel), outside any transaction. An answer that cannot
 * be read stops nothing: it says nothing.
 */
async function checkIdentity(world: World, claim: Claim, before: Opened): Promise<boolean> {
  if (!isAboutToLeave(before)) return false;
  const found = await outside(world, 'identity call', before.patience.timeoutMs, (signal) =>
    world.channels.confirm(claim.workspaceId, claim.channelId, signal),
  );
  return found.kind === 'stop' && found.reason === 'other_account';
}

const isAboutToLeave = ({ facts, channel }: Opened): boolean =>
  facts.due && !facts.tooLate && channel?.state === 'connected' && channel.line !== null;
