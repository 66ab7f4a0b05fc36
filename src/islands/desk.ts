import { sayClock } from '#words/spoken.ts';

/**
 * The little that every page of the studio does by itself, without a framework: notices that leave, choices that
 * apply at once. A page without it only asks for one more tap.
 */
document.documentElement.classList.add('js');

/** A choice that applies at once: `<select data-go>`. */
document.addEventListener('change', (event) => {
  if (event.target instanceof HTMLSelectElement && 'go' in event.target.dataset) event.target.form?.requestSubmit();
});

/** `<button data-print>`: what the browser's own menu does. */
document.addEventListener('click', (event) => event.target instanceof Element && event.target.closest('[data-print]') && print());

/** A notice leaves after its seconds, and stays while it has the focus or the pointer. */
for (const notice of document.querySelectorAll<HTMLElement>('.avis[data-seconds]')) {
  let left = Number(notice.dataset.seconds);
  const timer = setInterval(() => {
    if (notice.matches(':hover, :focus-within')) return;
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    notice.remove();
  }, 1_000);
  notice.querySelector('[data-close]')?.addEventListener('click', () => notice.remove());
  // Asked for again, the page would say once more what was done once.
  history.replaceState(history.state, '', cleanAddress());
}

function cleanAddress(): string {
  const url = new URL(location.href);
  for (const name of ['done', 'of', 'was']) url.searchParams.delete(name);
  return url.href;
}

/** What keys do comes with the first one pressed outside a field, or with Ctrl (keys.ts), and hears those that came before it. */
let early: KeyboardEvent[] | null = [];
document.addEventListener('keydown', (event) => {
  const asked = event.ctrlKey || event.metaKey;
  if (!early || (!asked && event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]'))) return;
  // The browser's own search.
  if (asked && event.key === 'k') event.preventDefault();
  if (early.push(event) > 1) return;
  const address = `/islands/keys.js#${Date.now()}`;
  import(/* @vite-ignore */ address).then(
    ({ press }: typeof import('./keys.ts')) => {
      early!.forEach(press);
      early = null;
    },
    () => (early = []),
  );
});

/** What keeps the studio at hand without a network comes once the page is there (sync.ts). */
addEventListener('load', () => setTimeout(bring, 2_000));

function bring(): void {
  // Browsers remember that a program did not come, under its whole address.
  const address = `/islands/sync.js#${Date.now()}`;
  import(/* @vite-ignore */ address).catch(() => {
    // Cut off before it came: the page does what it did without, and its seals, the composer's too, say that nobody answers.
    const { dataset, lang } = document.documentElement;
    dataset.since ??= `${Date.now()}`;
    for (const seal of document.querySelectorAll<HTMLElement>('[data-seal]')) {
      seal.className = 'sync hors';
      seal.textContent = seal.dataset.offline!.replace('{hour}', sayClock(new Date(+dataset.since).toTimeString().slice(0, 5), lang));
    }
    dispatchEvent(new Event('offline'));
    addEventListener('online', bring, { once: true });
  });
}

/** Whoever works with the keyboard finds the focus, on the page that answers, where it is needed: on the mistake, else on what was done. */
const HAND = 'palabre:keyboard';
let keyboard = false;
addEventListener('keydown', () => (keyboard = true), true);
addEventListener('pointerdown', () => (keyboard = false), true);
document.addEventListener('submit', () => hand(keyboard ? 'yes' : ''));

/** What the page before said of it; a browser that keeps nothing begins at the top, as without scripts. */
function hand(next: string): boolean {
  try {
    const said = sessionStorage.getItem(HAND);
    sessionStorage.setItem(HAND, next);
    return said === 'yes';
  } catch {
    return false;
  }
}

if (hand('') && !location.hash) {
  const wrong = document.querySelector<HTMLElement>('.faux :is(input, select, textarea), [aria-invalid="true"]');
  const refused = document.querySelector<HTMLElement>('main [role="alert"]');
  if (refused && !wrong) refused.tabIndex = -1;
  (wrong ?? refused ?? document.querySelector<HTMLElement>('.avis button'))?.focus();
}
