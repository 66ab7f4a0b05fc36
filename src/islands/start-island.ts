import { hydrate, type Component } from 'svelte';
import { overwriteGetLocale } from '#messages/runtime';

/**
 * Brings a part to life where the server already wrote it (`<div id="ilot" data-props>`); the rest of the page needs no framework.
 * @returns whether this page has the island
 */
export function startIsland<Props extends object>(part: Component<Props>): boolean {
  overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'fr'));
  const island = document.getElementById('ilot');
  if (!island) return false;
  hydrate(part as Component, { target: island, props: JSON.parse(island.dataset.props ?? '{}') as object });
  return true;
}
