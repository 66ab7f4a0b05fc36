import type { ClientInit } from '@sveltejs/kit/hooks';
import { overwriteGetLocale } from '#messages/runtime';

/** The page says which language it was written in; the browser goes on in the same one. */
export const init: ClientInit = () => {
  overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'fr'));
};
