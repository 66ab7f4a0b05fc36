import { hydrate, type Component } from 'svelte';

/**
 * Brings a part to life where the server already wrote it (`<div id="ilot" data-props>`); the rest of the page needs no framework. Its
 * language is that of the file (vite.islands.ts).
 * @returns whether this page has the island
 */
export function startIsland<Props extends object>(part: Component<Props>): boolean {
  const island = document.getElementById('ilot');
  if (!island) return false;
  hydrate(part as Component, { target: island, props: JSON.parse(island.dataset.props ?? '{}') as object });
  return true;
}
