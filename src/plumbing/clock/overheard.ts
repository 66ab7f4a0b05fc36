import { CLOCK_TOLERANCE } from './skew.ts';

/**
 * How wrong this machine's clock is, heard from the Date header of the servers we talk to anyway (networks, and the database where it is on
 * another machine). Nobody is called for it.
 */
export interface SkewWatch {
  /** @param theirs their time; @param sent, received ours, in milliseconds since the epoch. */
  hear(who: string, theirs: number, sent: number, received: number): void;
  /** Milliseconds we are ahead (positive) or behind, the median of who was heard in the last hour; null when nobody was. */
  skewMs(now: number): number | null;
}

const HOUR = 3_600_000;

export function openSkewWatch(): SkewWatch {
  const heard = new Map<string, { skew: number; at: number }>();
  return {
    hear: (who, theirs, sent, received) => {
      // Their moment lies somewhere between question and answer, which a machine that slept meanwhile has hours apart; and a Date header
      // has whole seconds. Only what is outside of that is proven.
      const [ahead, behind] = [sent - (theirs + 1_000), received - theirs];
      const skew = ahead > 0 ? ahead : Math.min(0, behind);
      if (Number.isFinite(skew)) heard.set(who, { skew, at: received });
    },
    skewMs: (now) => {
      const recent = [...heard.values()].filter(({ at }) => Math.abs(now - at) < HOUR).map(({ skew }) => skew);
      if (recent.length === 0) return null;
      recent.sort((a, b) => a - b);
      const middle = recent.length >> 1;
      return recent.length % 2 === 1 ? recent[middle]! : (recent[middle - 1]! + recent[middle]!) / 2;
    },
  };
}

export const isWrong = (skewMs: number | null): boolean => skewMs !== null && Math.abs(skewMs) > CLOCK_TOLERANCE;
