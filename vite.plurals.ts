import type { Plugin } from 'vite';

const EACH_TIME = 'return new Intl.PluralRules(locale, options).select(Number(input))';
const REMEMBERED = `const key = locale + (options?.type ?? '');
	let rules = remembered.get(key);
	if (!rules) remembered.set(key, (rules = new Intl.PluralRules(locale, options)));
	return rules.select(Number(input))`;

/**
 * The catalogues make a new Intl.PluralRules for every sentence that counts something: a third of the time of a full month. They are kept
 * instead. (@inlang/paraglide-js 2.20.0; when it changes, the build says so.)
 */
export const plurals = (): Plugin => ({
  name: 'palabre-plurals',
  transform(code, id) {
    if (!id.endsWith('/messages/registry.js')) return;
    if (!code.includes(EACH_TIME)) this.error('the catalogues say plurals in another way: look at vite.plurals.ts');
    return { code: `const remembered = new Map();\n${code.replace(EACH_TIME, REMEMBERED)}`, map: null };
  },
});
