import type { OnceClass } from '#networks/contract';
import { GUARDS, type Facts, type Guard } from '../transitions.ts';

/** The safeguards whose removal must bring harm back, each with a class where it shows: each is taken away in turn (proofs.md T4). */
export const SAFEGUARDS = {
  'the intent is committed before the request': 'L',
  'a lost lease makes a verdict worthless': 'L',
  'an intent older than two seconds is not sent': 'L',
  'the quiet period passes before absence counts': 'L',
  'absence is read twice': 'L',
  'a 429 is looked at before a resend where nothing protects it': 'L',
  'an unclear answer is a doubt, not a refusal': 'L',
  'a refusal of a repeat is no failure': 'K',
  'a key that has ended protects nothing': 'K',
  'a machine sends nothing a person was given to post': 'H',
} as const satisfies Record<string, OnceClass>;
export type Safeguard = keyof typeof SAFEGUARDS;

/** Without these two, a worker that lost its lease is harmful: it must stay in the model. */
export const KEEPS_THE_LOST: ReadonlySet<Safeguard | null> = new Set([
  'a lost lease makes a verdict worthless',
  'an intent older than two seconds is not sent',
]);

/** The product's guards, less what the removed safeguard stands for. */
export function guardsWithout(removed: Safeguard | null): Record<Guard, (facts: Facts) => boolean> {
  const yes = (): boolean => true;
  if (removed === 'a lost lease makes a verdict worthless') return { ...GUARDS, our_lease: yes };
  if (removed === 'absence is read twice' || removed === 'the quiet period passes before absence counts')
    return { ...GUARDS, absent_twice: yes };
  if (removed === 'a 429 is looked at before a resend where nothing protects it' || removed === 'a refusal of a repeat is no failure')
    return { ...GUARDS, certain: yes };
  if (removed === 'an unclear answer is a doubt, not a refusal') return { ...GUARDS, certain: yes };
  if (removed === 'a machine sends nothing a person was given to post') return { ...GUARDS, by_machine: yes };
  if (removed === 'a key that has ended protects nothing') return { ...GUARDS, key_alive: yes, no_look_owed: yes };
  return GUARDS;
}
