import type { Chance } from '../fakenet/random.ts';
import type { OnceClass } from '../../../src/networks/contract.ts';
import type { Fault } from '../publishing/network.ts';

/** How bad it is, and until when. */
export interface Weather {
  /** Nothing goes wrong from this moment on (simulated milliseconds). */
  until: number;
  /** Networks that say no although they did it, refusals for good, people who act, restores: in safety mode only. */
  lies: boolean;
}

export const FINE: Fault = { applied: true, answer: 'published' };

/** What networks were seen to do, with its share of the requests; the rest goes well. */
const PASSING: [number, (late: number) => Fault][] = [
  [0.06, () => ({ applied: false, answer: '5xx' })],
  [0.04, () => ({ applied: true, answer: '5xx' })],
  [0.06, () => ({ applied: true, answer: 'lost' })],
  [0.06, (late) => ({ applied: true, lateMs: late, answer: 'lost' })],
  [0.03, () => ({ applied: false, answer: 'lost' })],
  [0.03, () => ({ applied: true, answer: 'no_id' })],
  [0.03, () => ({ applied: false, answer: 'no_id' })],
  [0.02, () => ({ applied: false, answer: '409' })],
  [0.04, () => ({ applied: false, answer: 'rate_limited' })],
  [0.05, () => ({ applied: false, answer: 'not_sent' })],
];
/** A 429 of a class N network is believed by its own standard: there a lie could never be found out. */
const LYING: [number, (late: number) => Fault][] = [
  [0.04, () => ({ applied: true, answer: 'rate_limited' })],
  [0.03, () => ({ applied: true, answer: 'blocked' })],
  [0.02, () => ({ applied: false, answer: 'blocked' })],
  [0.03, () => ({ applied: false, answer: 'invalid' })],
];

/** The latest a request is applied after its caller has gone. */
const LATEST_MS = 30_000;

/** Draws what happens to one request. */
export function faultOf(weather: Weather, chance: Chance, now: number, onceClass: OnceClass): Fault {
  if (now >= weather.until) return FINE;
  const all = weather.lies && onceClass !== 'N' ? [...PASSING, ...LYING] : PASSING;
  let left = chance.draw(`fault/${onceClass}`);
  for (const [share, make] of all) {
    left -= share;
    if (left < 0) return make(chance.between('late', 100, LATEST_MS));
  }
  return FINE;
}
