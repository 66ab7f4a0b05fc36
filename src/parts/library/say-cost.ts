import type { Locale } from '#words/spoken.ts';

/**
 * « 6 FCFA », « 1,5 FCFA », « 0,3 FCFA »: what a download costs is often less than one unit, so one more digit than the currency has.
 * @param minor whole or fraction of minor units (ISO 4217: XOF has none, EUR two)
 */
export function sayCost(minor: number, currency: string, locale: Locale): string {
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
  const digits = new Intl.NumberFormat(language, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const value = minor / 10 ** digits;
  const shown = value >= 100 ? 0 : digits + 1;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: shown }).format(value);
  return `${number}\u00a0${SHORT[currency] ?? currency}`;
}

/** As people say it in the eight countries of the franc of UEMOA, and in the six of CEMAC. */
const SHORT: Record<string, string> = { XOF: 'FCFA', XAF: 'FCFA' };
