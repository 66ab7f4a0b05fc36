import type { Locale } from './spoken.ts';

/** What mobile data costs the public, as operators sell it: 500 FCFA for 400 MB. */
export interface DataPrice {
  /** Whole minor units of the currency (XOF has no smaller one). */
  minor: number;
  /** ISO 4217. */
  currency: string;
  /** Millions of bytes, as data plans are sold. */
  megabytes: number;
}

/** What a download costs, in minor units, not rounded: it is shared by many and multiplied by people. */
export const costOf = (bytes: number, price: DataPrice): number => (bytes / (price.megabytes * 1_000_000)) * price.minor;

const LEAST = 0.01;

/**
 * « 6 FCFA », « 1,5 FCFA », « 0,03 FCFA », « < 0,01 EUR »: what a download costs is often less than one unit, so never said as nothing.
 * @param minor whole or fraction of minor units (ISO 4217: XOF has none, EUR two)
 */
export function sayCost(minor: number, currency: string, locale: Locale): string {
  const language = locale === 'en' ? 'en-GB' : locale;
  const digits = digitsOf(currency);
  const value = minor / 10 ** digits;
  const say = (shown: number, style: Intl.NumberFormatOptions): string =>
    `${new Intl.NumberFormat(language, style).format(shown)}\u00a0${unitOf(currency)}`;
  if (value > 0 && value < LEAST) return `<\u00a0${say(LEAST, {})}`;
  if (value < 1) return say(value, { maximumSignificantDigits: 1 });
  return say(value, { maximumFractionDigits: value >= 100 ? 0 : digits + 1 });
}

/** Digits of the smaller unit: none for the francs, two for the euro. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** As people say it in the eight countries of the franc of UEMOA, and in the six of CEMAC. */
export const unitOf = (currency: string): string => (currency === 'XOF' || currency === 'XAF' ? 'FCFA' : currency);
