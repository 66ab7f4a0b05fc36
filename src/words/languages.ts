/**
 * The languages Palabre speaks, French first: what is spoken while nobody chose. One more is a catalogue (messages/<language>) named here
 * and in project.inlang/settings.json, by its two letters (ISO 639-1); dates, plurals, lists and numbers are said by Intl.
 */
export const LANGUAGES = ['fr', 'en'] as const;
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
