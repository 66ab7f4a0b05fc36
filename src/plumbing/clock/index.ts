export { clockTrouble, readSkews, type ClockReading, type TimeSource } from './skew.ts';
export { openSkewWatch, type SkewWatch } from './overheard.ts';
export { openClockWatch, unquestioned, type ClockWatch } from './ask-time.ts';

/** Time comes in through here, so that a test can own it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock a test moves by hand. */
export function fakeClock(start: Date): Clock & { advance(milliseconds: number): void; set(at: Date): void } {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    advance: (milliseconds) => void (at += milliseconds),
    set: (date) => void (at = date.getTime()),
  };
}
