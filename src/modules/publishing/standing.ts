import { labelOf, STATES, type Label, type Sign, type State } from './states.ts';
import type { PublicationView } from './shapes.ts';

export interface Standing {
  label: Label;
  sign: Sign;
}

/** From what most needs eyes to what needs none: a post is shown by the worst of its publications. */
const GRAVITY: readonly Label[] = [
  'needs_decision',
  'held',
  'failed',
  'uncertain',
  'sending',
  'waiting',
  'scheduled',
  'awaiting',
  'approved',
  'draft',
  'published',
  'cancelled',
];

/**
 * How a post stands, seen from its publications. Those replaced by a new try and those taken back no longer count; a post without
 * any is a draft.
 */
export function standingOf(publications: readonly Pick<PublicationView, 'label' | 'sign' | 'replacedById'>[]): Standing {
  const current = publications.filter((one) => one.replacedById === null && one.label !== 'cancelled');
  const worst = [...current].sort((a, b) => GRAVITY.indexOf(a.label) - GRAVITY.indexOf(b.label))[0];
  return worst ? { label: worst.label, sign: worst.sign } : { label: 'draft', sign: 'brouillon' };
}

/** These wait for a person: the only ones printed in chilli. */
export const waitsForYou = (label: Label): boolean => label === 'needs_decision' || label === 'held' || label === 'failed';

/** What one looks for in a calendar, in four words; the fifth, what nobody has handed over, is the calendar's own. */
export const STANDINGS = ['scheduled', 'awaiting', 'published', 'waiting'] as const;
export type StandingGroup = (typeof STANDINGS)[number];

export function statesOf(group: StandingGroup): State[] {
  if (group === 'published') return ['PUBLISHED'];
  if (group === 'awaiting') return ['DRAFT'];
  const labels = STATES.filter((state) => !['DRAFT', 'PUBLISHED', 'CANCELLED'].includes(state));
  return labels.filter((state) => waitsForYou(labelOf(state)) === (group === 'waiting'));
}
