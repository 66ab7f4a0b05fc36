import { CLOCK_TOLERANCE, type Witness } from './skew.ts';

/**
 * How wrong this machine's clock is: heard from the Date header of the servers we talk to anyway, and from those asked before something
 * leaves where nobody was heard (ask-time.ts).
 */
export interface SkewWatch {
  /** @param theirs their time; @param sent, received ours, in milliseconds since the epoch. */
  hear(who: string, theirs: number, sent: number, received: number, witness?: Witness): void;
  /** Milliseconds we are ahead (positive) or behind, the median of who was heard in the last hour; null when nobody was. */
  skewMs(now: number): number | null;
}

/** The same instant on the wall and on a clock that nobody sets (milliseconds, both). */
export interface Moment {
  wall: number;
  steady: number;
}

interface Heard {
  skew: number;
  at: Moment;
  witness: Witness;
}

const HOUR = 3_600_000;
/** More than a wall clock may gain or lose on the steady one within an hour while it is being slewed (0.5 ms a second, ntp_adjtime(2)). */
const JUMP = 5_000;

/** @param steady a clock that nobody sets; a test owns it. */
export function openSkewWatch(steady: () => number = () => performance.now()): SkewWatch {
  const heard = new Map<string, Heard>();
  return {
    hear: (who, theirs, sent, received, witness = 'network') => {
      // Their moment lies somewhere between question and answer, which a machine that slept meanwhile has hours apart; and a Date header
      // has whole seconds. Only what is outside of that is proven.
      const [ahead, behind] = [sent - (theirs + 1_000), received - theirs];
      const skew = ahead > 0 ? ahead : Math.min(0, behind);
      if (Number.isFinite(skew)) heard.set(who, { skew, at: { wall: received, steady: steady() }, witness });
    },
    skewMs: (now) => {
      const moment = { wall: now, steady: steady() };
      const recent = [...heard.values()].filter(({ at }) => !isPast(at, moment, HOUR));
      const telling = recent.filter(({ witness, skew }) => witness !== 'near' || isWrong(skew));
      // What people connect must not stop everybody's posts by a wrong clock of its own, where the operator's own sources are heard.
      const trusted = telling.filter(({ witness }) => witness === 'operator');
      return medianOf((trusted.length > 0 ? trusted : telling).map(({ skew }) => skew));
    },
  };
}

/** What was said at `then` counts no more: too old, or the clock was set (or the machine slept) since. */
export const isPast = (then: Moment, now: Moment, lifeMs: number): boolean =>
  Math.abs(now.wall - then.wall) >= lifeMs || Math.abs(now.wall - then.wall - (now.steady - then.steady)) > JUMP;

/** Of two in the middle, the one nearer to us: two clocks that agree were not set by the same mistake. */
function medianOf(skews: number[]): number | null {
  if (skews.length === 0) return null;
  const sorted = skews.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return Math.abs(low) < Math.abs(high) ? low : high;
}

export const isWrong = (skewMs: number | null): boolean => skewMs !== null && Math.abs(skewMs) > CLOCK_TOLERANCE;
