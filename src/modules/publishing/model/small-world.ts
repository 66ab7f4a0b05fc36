import type { OnceClass, Verdict } from '#networks/contract';
import type { State } from '../states.ts';

/**
 * The smallest world in which every safeguard matters: one publication, two workers that may be killed or fall asleep between any two steps,
 * one network that may lose, delay or falsify what it says. Time is reduced to what has certainly passed.
 */
export interface SmallWorld {
  state: State;
  /** The current lease: whose token, whether it still runs. */
  token: number;
  running: boolean;
  doubts: number;
  unclear: number;
  absences: number;
  /** An absence was read since the last intent (R repeats after it). */
  absentSince: boolean;
  /** The quiet period after the last request is over. */
  quiet: boolean;
  /** Client timeout + 30 s since the last intent. */
  settled: boolean;
  /** We count on our key for 50 minutes; the server keeps it for an hour. */
  keyAlive: boolean;
  serverKey: boolean;
  looksOnly: boolean;
  seenOnline: boolean;
  lookFirst: boolean;
  /** The last request was refused for good; looked for before it is believed. */
  refused: boolean;
  /** The ground of the last intent was a repeat of the same key or id. */
  repeated: boolean;
  workers: [Worker, Worker];
  /** Effects everyone can see; and those applied that the list does not show yet. */
  visible: number;
  hidden: number;
  /** Requests that left and will be applied at some later time, or never. */
  flying: number;
  /** What is left of bad luck: faulty answers, false readings, kills. */
  faults: number;
  glitches: number;
  kills: number;
}

export type Worker =
  | { at: 'idle' }
  | { at: 'holding'; token: number }
  /** The intent is committed, nothing is written yet; `fresh` for two seconds. */
  | { at: 'intended'; token: number; fresh: boolean }
  | { at: 'answered'; token: number; answer: Answer }
  | { at: 'read'; token: number; counts: boolean; found: boolean };

/** What a request can come back with; `lost` covers timeouts, resets, 5xx and answers without an id. */
export type Answer = 'published' | 'lost' | 'server_error' | 'rate_limited' | 'invalid' | 'not_sent';

export const START: SmallWorld = {
  state: 'READY',
  token: 0,
  running: false,
  doubts: 0,
  unclear: 0,
  absences: 0,
  absentSince: false,
  quiet: true,
  settled: true,
  keyAlive: true,
  serverKey: true,
  looksOnly: false,
  seenOnline: false,
  lookFirst: false,
  refused: false,
  repeated: false,
  workers: [{ at: 'idle' }, { at: 'idle' }],
  visible: 0,
  hidden: 0,
  flying: 0,
  faults: 2,
  glitches: 1,
  kills: 2,
};

export const effects = (world: SmallWorld): number => world.visible + world.hidden;

/** The same answer as the product's judge reads it. */
export function verdictOf(answer: Answer): Verdict {
  const evidence = {
    endpoint: '',
    status: answer === 'server_error' ? 500 : null,
    code: answer,
    excerpt: '',
    bytesWritten: answer !== 'not_sent',
  };
  switch (answer) {
    case 'published':
      return { kind: 'published', remoteId: 'id', remoteUrl: null, evidence };
    case 'lost':
    case 'server_error':
      return { kind: 'unclear', code: answer, evidence };
    case 'rate_limited':
    case 'not_sent':
      return { kind: 'refused', code: answer, evidence };
    case 'invalid':
      return { kind: 'refused', code: 'text_too_long', evidence };
  }
}

/** One request arrives once more: K under its living key and R by its id make no second effect. */
export const doubles = (onceClass: OnceClass, world: SmallWorld): boolean =>
  effects(world) === 0 || !(onceClass === 'R' || (onceClass === 'K' && world.serverKey));
