import type { Trouble } from '../../../boot/trouble.mjs';

/** What the doctor says of one thing: `well`, `advice` (works, could be better), `ill` (must be corrected). */
export interface Finding {
  /** Stable, for machines: `disk`, `clock`… */
  about: string;
  state: 'well' | 'advice' | 'ill';
  /** Key of the sentence in the catalogue `cli`. */
  key: string;
  values?: Trouble['values'];
}

export const well = (about: string, key: string, values?: Finding['values']): Finding => ({ about, state: 'well', key, values });
export const advice = (about: string, key: string, values?: Finding['values']): Finding => ({ about, state: 'advice', key, values });
export const ill = (about: string, key: string, values?: Finding['values']): Finding => ({ about, state: 'ill', key, values });
