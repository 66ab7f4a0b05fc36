import type { Clock } from './index.ts';

/** Beyond this nothing is sent: a post would leave at another hour than was promised. In milliseconds. */
export const CLOCK_TOLERANCE = 60_000;

/**
 * How much a voice weighs: `operator` is chosen in the settings and far away; `network` is an address people typed; `near` may well share
 * our clock (the database, our own public address), so that it proves something only where it disagrees.
 */
export type Witness = 'operator' | 'network' | 'near';

/** Somewhere that knows what time it is; null when it does not answer. */
export interface TimeSource {
  name: string;
  witness: Witness;
  read(): Promise<Date | null>;
}

export interface ClockReading {
  source: string;
  /** This machine's clock minus the source's, in milliseconds, give or take the second a Date header leaves out. */
  skew: number;
}

/** Compares this machine's clock with every source that answers; needs none. */
export async function readSkews(clock: Clock, sources: readonly TimeSource[]): Promise<ClockReading[]> {
  const readings = await Promise.all(sources.map((source) => readSkew(clock, source)));
  return readings.filter((reading) => reading !== null);
}

async function readSkew(clock: Clock, source: TimeSource): Promise<ClockReading | null> {
  const asked = clock.now().getTime();
  const there = await source.read();
  if (!there) return null;
  // The answer was written somewhere between question and answer.
  const here = (asked + clock.now().getTime()) / 2;
  return { source: source.name, skew: Math.round(here - there.getTime()) };
}

/** The worst of the readings that are beyond tolerance, or null. */
export function clockTrouble(readings: readonly ClockReading[]): ClockReading | null {
  const wrong = readings.filter((reading) => Math.abs(reading.skew) > CLOCK_TOLERANCE);
  return wrong.sort((a, b) => Math.abs(b.skew) - Math.abs(a.skew))[0] ?? null;
}
