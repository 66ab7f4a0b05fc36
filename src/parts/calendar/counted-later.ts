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

/** Nothing is known of how it counts; what is written is kept all the same, and the house checks it before it is planned. */
const UNKNOWN: Rules = {
  count: (text) => ({ used: text.length, limit: null }),
  check: () => [{ level: 'advice', code: 'not_counted' }],
  split: (text) => [text],
  mayFollow: () => 0,
  titles: false,
};

/** Stands in for the file while the line is cut. */
export const uncounted = (networks: readonly string[]): Counted => ({
  rules: Object.fromEntries(networks.map((network) => [network, UNKNOWN])),
  words: {},
  checks: {},
});
