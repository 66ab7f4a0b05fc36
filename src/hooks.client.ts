import type { ClientInit } from '@sveltejs/kit/hooks';
import { overwriteGetLocale } from '#messages/runtime';
import { isLanguage, LANGUAGES } from '#words/languages.ts';

/** The page says which language it was written in; the browser goes on in the same one. */
export const init: ClientInit = () => {
  const { lang } = document.documentElement;
  overwriteGetLocale(() => (isLanguage(lang) ? lang : LANGUAGES[0]));
};
