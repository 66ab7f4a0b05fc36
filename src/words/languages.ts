import { locales } from '#messages/runtime';

/**
 * The languages Palabre speaks, French first: what is spoken while nobody chose. One more is a catalogue, messages/<its two letters>
 * (ISO 639-1), and nothing else; its name, dates, plurals, lists and numbers are said by Intl.
 */
export const LANGUAGES = locales;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (text: unknown): text is Language => (LANGUAGES as readonly unknown[]).includes(text);

/** As those who speak it call it: « Français », `English`. */
export function languageWord(language: string): string {
  const word = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
}

/** One line of a select for each. */
export const languageChoices = (): { value: Language; label: string }[] =>
  LANGUAGES.map((value) => ({ value, label: languageWord(value) }));
