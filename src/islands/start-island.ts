import { flushSync, hydrate, type Component } from 'svelte';

/**
 * Brings a part to life where the server already wrote it (`<div id="ilot" data-props>`); the rest of the page needs no framework. Its
 * language is that of the file (vite.islands.ts). What somebody typed or ticked before, on a slow line, is done again
 * in the living part.
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
  const typed = [...island.querySelectorAll<Field>('textarea, input:not([type="file"])')]
    .filter((field) => field.value !== field.defaultValue)
    .map((field) => [field, field.value] as const);
  const ticked = [...island.querySelectorAll<HTMLInputElement>('[type="checkbox"], [type="radio"]')]
    .filter((box) => box.checked !== box.defaultChecked && (box.checked || box.type === 'checkbox'))
    .map((box) => [box, box.checked] as const);
  const held = selectionIn(document.activeElement);
  hydrate(part as Component, { target: island, props });
  flushSync();
  // A writing this device had kept draws some fields anew.
  const again = (was: Field): Field | null => (was.isConnected ? was : (document.getElementById(was.id) as Field | null));
  for (const [was, value] of typed) {
    const field = again(was);
    if (!field) continue;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  for (const [box, checked] of ticked) {
    box.checked = checked;
    box.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (held) again(held.field)?.setSelectionRange(held.from, held.to);
  return true;
}

type Field = HTMLTextAreaElement | HTMLInputElement;

/** Where somebody is writing, or what they chose to write over: dates and numbers have none. */
function selectionIn(field: Element | null): { field: Field; from: number; to: number } | null {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return null;
  const { selectionStart: from, selectionEnd: to } = field;
  return from === null || to === null ? null : { field, from, to };
}
