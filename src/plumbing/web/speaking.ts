import { AsyncLocalStorage } from 'node:async_hooks';
import { overwriteGetLocale } from '#messages/runtime';
import { isLanguage, type Language } from '#words/languages.ts';

export type Locale = Language;
const spoken = new AsyncLocalStorage<{ locale: Locale }>();

overwriteGetLocale(() => spoken.getStore()?.locale ?? 'fr');

/** Every message asked for inside `work` is in this language, however many requests run at once. */
export const speaking = <T>(locale: Locale, work: () => T): T => spoken.run({ locale }, work);

/** Changes the language of the request under way (a public site speaks its own). */
export function speak(locale: Locale): void {
  const store = spoken.getStore();
  if (store) store.locale = locale;
}

export const spokenLocale = (): Locale => spoken.getStore()?.locale ?? 'fr';

export const isLocale = isLanguage;

/** The best of ours for an Accept-Language header (RFC 9110 §12.5.4): by weight, then by order; French when none fits. */
export function preferredLocale(header: string | null): Locale {
  const wishes = (header ?? '').split(',').map((part, order) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = Number(
      parameters
        .find((p) => p.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    return { language: tag.split('-')[0], weight: Number.isFinite(weight) ? weight : 0, order };
  });
  wishes.sort((a, b) => b.weight - a.weight || a.order - b.order);
  const wish = wishes.find(({ language, weight }) => weight > 0 && isLocale(language));
  return (wish?.language as Locale | undefined) ?? 'fr';
}
