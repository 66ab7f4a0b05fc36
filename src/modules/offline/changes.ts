import type { Wish } from '#modules/calendar/shapes';
import type { Id } from '#words/ids.ts';
import type { Field, Writing } from './writing.ts';

/**
 * One field as it was written, and every value the writer knew it had: where the house finds one of those, nobody else wrote there, and the
 * new value takes its place. Where it finds another, somebody did, and both are kept.
 */
export interface Edit<F extends Field = Field> {
  value: Writing[F];
  known: Writing[F][];
}
export type Edits = { [F in Field]?: Edit<F> };

/** Something done on a device; its id is made there, so that arriving twice is arriving once. */
export type Change =
  /** `base`: the version it began from; null for a post begun on this device. */
  | { id: Id; kind: 'write'; postId: Id; clientId: Id; base: number | null; edits: Edits }
  /** To be planned, or moved, at `wish`; nothing happens unless the post is still what was `seen`. */
  | { id: Id; kind: 'plan'; postId: Id; seen: Writing; wish: Wish }
  /** To be shown to the client, as it was `seen`. */
  | { id: Id; kind: 'ask'; postId: Id; seen: Writing }
  /** What became of something to be posted by hand. `saidAt` ISO, by the clock of the device. */
  | { id: Id; kind: 'hand'; publicationId: Id; decision: HandDecision; url: string; minutes: number; saidAt: string };

export type HandDecision = 'published' | 'not_yet' | 'drop';
export type WriteChange = Extract<Change, { kind: 'write' }>;
export type PlanChange = Extract<Change, { kind: 'plan' }>;
export type AskChange = Extract<Change, { kind: 'ask' }>;
export type HandChange = Extract<Change, { kind: 'hand' }>;

/** What a change is about: those about one thing follow each other, the others go on. */
export const aboutOf = (change: Change): Id => (change.kind === 'hand' ? change.publicationId : change.postId);

/** What the house did with a change, for good. */
export type Verdict =
  | { is: 'done' }
  /** Somebody else wrote these fields too: both are kept side by side. */
  | { is: 'conflict'; fields: Field[] }
  /** `code` of a Refusal, `details` what its sentence needs. */
  | { is: 'refused'; code: string; details: Record<string, string | number> };

/** `again`: nothing was done, ask once more. `failed`: an accident, nothing was done. */
export type Outcome = { id: Id } & (Verdict | { is: 'again' } | { is: 'failed' });
