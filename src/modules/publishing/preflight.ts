import type { PaceRow, PublicationRow } from './publications.sql.ts';
import type { State } from './states.ts';
import type { Facts } from './transitions.ts';
import type { Timings } from './patience.ts';
import { later, type OpenChannel } from './world.ts';

/** Everything looked at again, under lock, before a publication may leave. */
export interface Departure {
  row: PublicationRow;
  facts: Facts;
  channel: OpenChannel | null;
  /** The client's yes is needed and missing, or no longer about this. */
  awaitsClient: boolean;
  /** A picture of it may no longer be shown: its image right is over. */
  rightsOver: boolean;
  /** The account that answers there is not the one connected. */
  otherAccount: boolean;
  pace: PaceRow;
  parentState: State | null;
  channelBusy: boolean;
  twinInDoubt: boolean;
  clockWrong: boolean;
}

export type Departing =
  { do: 'arm' } | { do: 'look_first' } | { do: 'drop_late' } | { do: 'hold'; reason: HoldReason } | { do: 'defer'; until: Date };

export type HoldReason =
  | 'late'
  | 'limit'
  | 'not_approved'
  | 'awaits_client'
  | 'cancel_wished'
  | 'rights_over'
  | 'channel_gone'
  | 'channel_paused'
  | 'channel_disconnected'
  | 'wrong_account'
  | 'parent_lost';

/** What no machine may pass over, in the order a person would ask; first what keeps it for good, then what only makes it wait. */
export function judgeDeparture(departure: Departure, now: Date, timings: Timings): Departing {
  const { row, facts, channel } = departure;
  if (facts.lookOwed) return { do: 'look_first' };
  if (facts.cancelWished) return hold('cancel_wished');
  if (facts.tooLate) return facts.dropsWhenLate && facts.untouched ? { do: 'drop_late' } : hold('late');
  if (!facts.approved) return hold('not_approved');
  if (departure.awaitsClient) return hold('awaits_client');
  if (departure.rightsOver) return hold('rights_over');
  const blocked = holdForChannel(departure);
  if (blocked) return hold(blocked);
  if (departure.parentState === 'FAILED' || departure.parentState === 'CANCELLED') return hold('parent_lost');
  if (departure.pace.blocked_until && departure.pace.blocked_until > row.not_after) return hold('limit');

  if (!facts.due) return wait(row.not_before);
  if (!facts.parentOut) return wait(later(now, 60_000));
  if (!facts.reconciled || departure.clockWrong) return wait(later(now, 5_000));
  if (departure.pace.blocked_until && departure.pace.blocked_until > now) return wait(departure.pace.blocked_until);
  if (departure.channelBusy) return wait(later(now, 250));
  if (departure.twinInDoubt) return wait(later(now, 5_000));
  const spaced = spacingEnd(departure, now, timings);
  if (spaced) return wait(spaced);
  if (channel?.line == null) return hold('channel_disconnected');
  return { do: 'arm' };
}

const hold = (reason: HoldReason): Departing => ({ do: 'hold', reason });
const wait = (until: Date): Departing => ({ do: 'defer', until });

export function holdForChannel({ row, channel, otherAccount }: Pick<Departure, 'row' | 'channel' | 'otherAccount'>): HoldReason | null {
  if (!channel || channel.state === 'removed') return 'channel_gone';
  // Connected again since the plan, to somebody else's account.
  const changed = row.network_user_id !== null && channel.networkUserId !== null && row.network_user_id !== channel.networkUserId;
  if (otherAccount || changed) return 'wrong_account';
  if (channel.state === 'paused') return 'channel_paused';
  return channel.state === 'needs_reconnect' || channel.line === null ? 'channel_disconnected' : null;
}

/** After an outage, what is overdue leaves one by one, never in a burst; the segments of one thread belong together. */
function spacingEnd({ row, pace }: Departure, now: Date, timings: Timings): Date | null {
  const overdue = now.getTime() - row.not_before.getTime() > timings.overdueMs;
  if (!overdue || row.position > 0 || pace.last_sent_at === null) return null;
  const end = later(pace.last_sent_at, timings.spacingMs);
  return end > now ? end : null;
}
