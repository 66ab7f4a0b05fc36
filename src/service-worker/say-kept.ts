import { sayHour } from '#words/spoken.ts';

/** Why a kept page is shown: the network is away; another page was asked for, which is not kept; a form was sent that did not leave. */
export type Why = 'kept' | 'page' | 'form';

/**
 * A kept page says that it is one before any script runs: on `<html>` why and since when, and in its seals since which hour.
 * @param since milliseconds since the epoch
 */
export function sayKept(html: string, why: Why, since: number): string {
  const marked = html.replace('<html ', `<html data-kept="${why}" data-since="${since}" `).replace(NOTICE, '');
  return marked
    .replace(SEAL, (_, start: string, offline: string) => `${start}>${offline.replace('{hour}', hourOf(since, html))}<`)
    .replaceAll('class="sync" data-seal', 'class="sync hors" data-seal');
}

/** Was about the moment the page came. */
const NOTICE = /<div class="avis"[^]*?<\/div>/;
/** A seal as parts/shell/PageSeal.svelte writes it. */
const SEAL = /(<span class="sync" data-seal[^>]*data-offline="([^"]*)"[^>]*)>[^<]*</g;

/** By the device's clock, in the page's language. */
const hourOf = (since: number, html: string): string => sayHour(new Date(since), here(), /<html[^>]* lang="(\w+)"/.exec(html)?.[1] ?? 'fr');
const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
