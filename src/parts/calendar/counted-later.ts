import type { NetworkName, Rules } from '#networks/contract';
import type { Language } from '#words/languages.ts';

export type Word = (values: object, options?: { locale?: Language }) => string;

export interface Counted {
  rules: Partial<Record<NetworkName, Rules>>;
  words: Record<string, Word>;
  checks: Record<string, (details: never) => string>;
}

/** Stands for counted.ts in the browser: empty until `learn` was given what it holds. */
export const COUNTED: Counted = { rules: {}, words: {}, checks: {} };

export const learn = (counted: Counted): void => void Object.assign(COUNTED, counted);
