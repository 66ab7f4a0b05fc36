import { flushSync, hydrate, type Component } from 'svelte';

/**
 * Brings a part to life where the server already wrote it (`<div id="ilot" data-props>`); the rest of the page needs no framework. Its
 * language is that of the file (vite.islands.ts). What somebody typed before, on a slow line, is typed again into the living part.
 * @param ready what the part cannot begin without, from what it is given; a line that is cut leaves the page as the server wrote it
 * @returns whether this page has the island
 */
export async function startIsland<Props extends object>(
  part: Component<Props>,
  ready?: (props: NoInfer<Props>) => Promise<unknown>,
): Promise<boolean> {
  const island = document.getElementById('ilot');
  if (!island) return false;
  const props = JSON.parse(island.dataset.props ?? '{}') as Props;
  await ready?.(props);
  const typed = [...island.querySelectorAll<HTMLInputElement>('textarea, input:not([type="file"])')]
    .filter((field) => field.value !== field.defaultValue)
    .map((field) => [field, field.value, field.selectionStart] as const);
  hydrate(part as Component, { target: island, props });
  flushSync();
  for (const [was, value, caret] of typed) {
    // A writing this device had kept draws some fields anew.
    const field = was.isConnected ? was : (document.getElementById(was.id) as typeof was | null);
    if (!field) continue;
    field.value = value;
    if (caret !== null) field.setSelectionRange(caret, caret);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return true;
}
