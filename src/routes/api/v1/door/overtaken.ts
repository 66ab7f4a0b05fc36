import { Stale } from '#modules/publishing';
import { Refusal } from '#words/refusal.ts';

/** Somebody moved first (a sender, a person): the caller looks again. Null when that is not what happened. */
export const overtaken = (error: unknown): Refusal | null =>
  error instanceof Stale ? new Refusal('overtaken', { status: 409, cause: error }) : null;
