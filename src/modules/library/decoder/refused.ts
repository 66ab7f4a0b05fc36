import type { REFUSALS } from './answer.ts';

/** Inside the decoder: a "no" that the other side turns into a Refusal. */
export class Refused extends Error {
  readonly code: (typeof REFUSALS)[number];
  readonly details: Record<string, string | number>;
  constructor(code: (typeof REFUSALS)[number], details: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
