/** The states of one publication (one variant to one channel); these names are the only ones. `PUBLISHED`, `FAILED`, `CANCELLED` are final. */
export const STATES = [
  'DRAFT',
  'APPROVED',
  'SCHEDULED',
  'PREPARING',
  'READY',
  'ARMED',
  'SENDING',
  'WAITING',
  'UNCERTAIN',
  'NEEDS_DECISION',
  'HELD',
  'PUBLISHED',
  'FAILED',
  'CANCELLED',
] as const;
export type State = (typeof STATES)[number];

export const FINAL: ReadonlySet<State> = new Set(['PUBLISHED', 'FAILED', 'CANCELLED']);
/** States in which a request may be on its way or may have been applied: too late to cancel, a wish is recorded instead. */
export const IN_DOUBT: ReadonlySet<State> = new Set(['SENDING', 'UNCERTAIN']);
/** States that wait for a person: their flag is what keeps them from being forgotten (I9). */
export const FLAGGED: ReadonlySet<State> = new Set(['HELD', 'NEEDS_DECISION']);

/** The glyph beside the word; the names are those of the design's `.e-…` classes. */
export type Sign = 'brouillon' | 'attente' | 'valide' | 'programme' | 'publie' | 'incertain' | 'retenue' | 'echec' | 'annulee';

const SIGNS: Record<State, Sign> = {
  DRAFT: 'attente',
  APPROVED: 'valide',
  SCHEDULED: 'programme',
  PREPARING: 'programme',
  READY: 'programme',
  ARMED: 'programme',
  SENDING: 'programme',
  WAITING: 'programme',
  UNCERTAIN: 'incertain',
  NEEDS_DECISION: 'incertain',
  HELD: 'retenue',
  PUBLISHED: 'publie',
  FAILED: 'echec',
  CANCELLED: 'annulee',
};
export const signOf = (state: State, reason: string | null = null): Sign => (awaits(state, reason) ? 'attente' : SIGNS[state]);

/** What the interface calls it; the catalogue holds `publishing_state_<label>`. */
export type Label =
  | 'draft'
  | 'awaiting'
  | 'approved'
  | 'scheduled'
  | 'waiting'
  | 'sending'
  | 'published'
  | 'uncertain'
  | 'needs_decision'
  | 'held'
  | 'failed'
  | 'cancelled';

const LABELS: Record<State, Label> = {
  DRAFT: 'awaiting',
  APPROVED: 'approved',
  SCHEDULED: 'scheduled',
  PREPARING: 'scheduled',
  READY: 'scheduled',
  ARMED: 'scheduled',
  SENDING: 'sending',
  WAITING: 'waiting',
  UNCERTAIN: 'uncertain',
  NEEDS_DECISION: 'needs_decision',
  HELD: 'held',
  PUBLISHED: 'published',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};
export const labelOf = (state: State, reason: string | null = null): Label => (awaits(state, reason) ? 'awaiting' : LABELS[state]);

/** What was stopped until the client says yes waits for them, not for a decision; a publication that is a draft does from the start. */
const awaits = (state: State, reason: string | null): boolean => state === 'HELD' && reason === 'awaits_client';

/** What asks for attention. UNCERTAIN inside its quiet period asks for none: the machine is looking. */
export type Flag = 'held' | 'decision' | 'late' | 'removed';

/** @param notAfter the end of the window of a publication that has not left yet. */
export function flagOf(publication: { state: State; notAfter: Date; removedAt: Date | null }, now: Date): Flag | null {
  if (publication.state === 'HELD') return 'held';
  if (publication.state === 'NEEDS_DECISION') return 'decision';
  if (publication.state === 'PUBLISHED') return publication.removedAt ? 'removed' : null;
  if (FINAL.has(publication.state) || IN_DOUBT.has(publication.state) || publication.state === 'DRAFT') return null;
  return now > publication.notAfter ? 'late' : null;
}
