import * as m from '#messages';

type Say = (details: Record<string, string>) => string;
const catalogue = m as unknown as Record<string, Say | undefined>;

/** The sentence of a code that is data; null for a code without one. */
export const say = (key: string, details: Record<string, string> = {}): string | null => catalogue[key]?.(details) ?? null;
