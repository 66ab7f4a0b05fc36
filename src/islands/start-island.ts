import { flushSync, hydrate, type Component } from 'svelte';

/**
 * Brings a part to life where the server already wrote it (`<div id="ilot" data-props>`); the rest of the page needs no framework. Its
 * language is that of the file (vite.islands.ts). What somebody typed, chose, ticked or pressed before, on a slow line, is done again
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
  const pressed = await holdPresses(island, () => ready?.(props));
  const typed = [...island.querySelectorAll<Field | HTMLSelectElement>('textarea, input:not([type="file"]), select')]
    .filter((field) => field.value !== valueAsWritten(field))
    .map((field) => [field, field.value] as const);
  const ticked = [...island.querySelectorAll<HTMLInputElement>('[type="checkbox"], [type="radio"]')]
    .filter((box) => box.checked !== box.defaultChecked && (box.checked || box.type === 'checkbox'))
    .map((box) => [box, box.checked] as const);
  const given = [...island.querySelectorAll<HTMLInputElement>('[type="file"]')].filter(({ files }) => files?.length);
  const held = selectionIn(document.activeElement);
  hydrate(part as Component, { target: island, props });
  flushSync();
  // A writing this device had kept draws some fields anew.
  const again = <T extends HTMLElement>(was: T): T | null => (was.isConnected ? was : (document.getElementById(was.id) as T | null));
  for (const [was, value] of typed) {
    const field = again(was);
    if (!field) continue;
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  }
  for (const [box, checked] of ticked) {
    box.checked = checked;
    box.dispatchEvent(new Event('change', { bubbles: true }));
  }
  for (const field of given) field.dispatchEvent(new Event('change', { bubbles: true }));
  if (held) again(held.field)?.setSelectionRange(held.from, held.to);
  pressed?.click();
  return true;
}

type Field = HTMLTextAreaElement | HTMLInputElement;

/** @returns the last tab or button pressed while `work` went on, of those that do nothing by themselves; the others ask the server */
async function holdPresses(island: HTMLElement, work: () => unknown): Promise<HTMLElement | null> {
  let pressed: HTMLElement | null = null;
  const hold = (event: Event): void => {
    const control = (event.target as Element).closest<HTMLElement>('a[href^="#"], [type="button"]');
    if (!control) return;
    event.preventDefault();
    pressed = control;
  };
  island.addEventListener('click', hold);
  await work();
  island.removeEventListener('click', hold);
  return pressed;
}

/** What the server wrote into it. */
function valueAsWritten(field: Field | HTMLSelectElement): string | undefined {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
}

/** Where somebody is writing, or what they chose to write over: dates and numbers have none. */
function selectionIn(field: Element | null): { field: Field; from: number; to: number } | null {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return null;
  const { selectionStart: from, selectionEnd: to } = field;
  return from === null || to === null ? null : { field, from, to };
}
