import { ALONE_OFF, PLACES } from '#parts/shell/shortcuts.ts';

/**
 * What the keys do on every page of the studio (`/studio/<workspace>/keys` tells it). Comes with the first key (desk.ts). A key alone does
 * nothing while somebody types, nor where its person said so.
 */
const FIELDS = 'input, textarea, select, [contenteditable]';
const FOCUSABLE = 'a[href], button, summary, input';
/** What one goes through with J and K: lines of lists, of days, cells of a month, pictures. */
const LINES = 'main :is(.lignes > li, .ag, .cal .post, .planche > li)';

const studio = location.pathname.split('/').slice(0, 3).join('/');
let going = false;

/** @param event a key, as it was pressed: the first ones come before this file */
export function press(event: KeyboardEvent): void {
  const { target, altKey, ctrlKey, metaKey } = event;
  const key = event.key.toLowerCase();
  if (altKey) return;
  if (ctrlKey || metaKey) {
    if (key === 'enter') act(target);
    else if (key === 'k') search();
    if (key === 'k') event.preventDefault();
    return;
  }
  if ((target instanceof Element && target.closest(FIELDS)) || localStorage.getItem(ALONE_OFF)) return;
  const place = going ? PLACES[key as keyof typeof PLACES] : undefined;
  going = !going && key === 'g';
  if (place !== undefined) open(place);
  else ALONE[key]?.();
}

const ALONE: Record<string, () => void> = {
  z: () => document.querySelector<HTMLButtonElement>('.avis form button')?.click(),
  n: () => open(`/posts/new${clientAsked()}`),
  j: () => step(1),
  k: () => step(-1),
  e: deal,
  '?': () => open('/keys'),
};

const open = (path: string): void => location.assign(studio + path);

/** Whoever looks at one client writes for that one. */
function clientAsked(): string {
  const client = new URLSearchParams(location.search).get('client');
  return client ? `?client=${client}` : '';
}

const lines = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(LINES)].filter((one) => one.offsetWidth > 0);

function step(by: 1 | -1): void {
  const all = lines();
  const here = all.findIndex((one) => one.contains(document.activeElement));
  const next = here < 0 ? all.at(by > 0 ? 0 : -1) : all[here + by];
  (next?.matches(FOCUSABLE) ? next : next?.querySelector<HTMLElement>(FOCUSABLE))?.focus();
}

/** Opens what the line one is in offers; what leaves the house at one press is left to its own button. */
function deal(): void {
  const line = lines().find((one) => one.contains(document.activeElement));
  (line?.matches('a') ? line : line?.querySelector<HTMLElement>('a.b, summary, a[href]'))?.click();
}

/** The main button of the form one is in, else of the page. */
function act(target: EventTarget | null): void {
  const form = target instanceof Element ? target.closest('form') : null;
  (form ?? document).querySelector<HTMLButtonElement>('button.p:not([disabled])')?.click();
}

/** The field of this page that searches, else the library's. */
function search(): void {
  const field = document.querySelector<HTMLInputElement>('main [type="search"]');
  if (!field) return open('/library?search');
  field.closest('details')?.setAttribute('open', '');
  field.focus();
}

document.addEventListener('keydown', press);

const box = document.querySelector<HTMLInputElement>('#touches');
if (box) {
  box.checked = !localStorage.getItem(ALONE_OFF);
  box.addEventListener('change', () => (box.checked ? localStorage.removeItem(ALONE_OFF) : localStorage.setItem(ALONE_OFF, 'yes')));
}
