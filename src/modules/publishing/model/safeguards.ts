import { GUARDS, type Facts, type Guard } from '../transitions.ts';

/** The safeguards whose removal must bring harm back: each is taken away in turn (proofs.md T4). */
export const SAFEGUARDS = [
  'the intent is committed before the request',
  'a lost lease makes a verdict worthless',
  'an intent older than two seconds is not sent',
  'the quiet period passes before absence counts',
  'absence is read twice',
  'a 429 is looked at before a resend where nothing protects it',
  'an unclear answer is a doubt, not a refusal',
  'a refusal of a repeat is no failure',
  'a key that has ended protects nothing',
] as const;
export type Safeguard = (typeof SAFEGUARDS)[number];

/** The product's guards, less what the removed safeguard stands for. */
export function guardsWithout(removed: Safeguard | null): Record<Guard, (facts: Facts) => boolean> {
  const yes = (): boolean => true;
  if (removed === 'a lost lease makes a verdict worthless') return { ...GUARDS, our_lease: yes };
  if (removed === 'absence is read twice' || removed === 'the quiet period passes before absence counts')
    return { ...GUARDS, absent_twice: yes };
  if (removed === 'a 429 is looked at before a resend where nothing protects it' || removed === 'a refusal of a repeat is no failure')
    return { ...GUARDS, certain: yes };
  if (removed === 'an unclear answer is a doubt, not a refusal') return { ...GUARDS, certain: yes };
  if (removed === 'a key that has ended protects nothing') return { ...GUARDS, key_alive: yes, no_look_owed: yes };
  return GUARDS;
}
