import { carry } from '#parts/offline/carry.ts';
import { forgetShelves, openShelf } from '#parts/offline/open-shelf.ts';
import { nameOf, type Words } from './lost-words.ts';

/**
 * Leaving on this device: what is kept here is sent first; what cannot be is named, and lost only when the person says so; then nothing of
 * anybody stays here. Without this file the form signs out, and the browser is told to forget (hooks.server.ts).
 */
const form = document.querySelector<HTMLFormElement>('form[data-person]');
if (form) void begin(form, form.dataset['person']!);

const NOTEBOOK = /^palabre ([0-9a-f-]{36}) (.+)$/;

async function begin(form: HTMLFormElement, person: string): Promise<void> {
  let ready = false;
  form.addEventListener('submit', (event) => {
    if (ready) return;
    event.preventDefault();
    void forgetAll().then(() => {
      ready = true;
      form.requestSubmit();
    });
  });
  const button = form.querySelector('button')!;
  const wait = form.querySelector<HTMLElement>('[data-wait]')!;
  [button.disabled, wait.hidden] = [true, false];
  const lost = await sendAll(person, form.dataset as unknown as Words);
  [button.disabled, wait.hidden] = [false, true];
  if (lost.length > 0) name(form, button, lost);
  else if (isAsked()) form.requestSubmit();
}

/** The button that signs out led here, on a page of ours: nobody else's link does. */
const isAsked = (): boolean => new URLSearchParams(location.search).has('leave') && document.referrer.startsWith(`${location.origin}/`);

/** Sends what can be. @returns what would be lost, in words */
async function sendAll(person: string, words: Words): Promise<string[]> {
  const lost: string[] = [];
  for (const { name = '' } of (await indexedDB.databases?.()) ?? []) {
    const [, whose, workspace] = NOTEBOOK.exec(name) ?? [];
    if (!whose || !workspace) continue;
    // What cannot be opened cannot be said; it is forgotten with the rest.
    const shelf = await openShelf(whose, workspace).catch(() => null);
    if (!shelf) continue;
    // What could not be carried is found below, still waiting.
    if (whose === person) await carry(shelf, `/studio/${workspace}`).catch(() => null);
    const book = await shelf.read();
    const files = await shelf.files();
    if (whose !== person && book.waiting.length + book.troubles.length + files.length > 0) lost.push(words.other);
    else if (whose === person) {
      lost.push(...book.waiting.map(({ change }) => nameOf(book, change)), ...book.troubles.map(({ change }) => nameOf(book, change)));
      lost.push(...files.map((file) => file.name));
    }
    shelf.close();
  }
  const drafts = keptTexts().length;
  return [...new Set(lost), ...Array.from({ length: drafts }, () => words.draft)];
}

/** What the composer kept while one typed (parts/calendar/composer/keep.ts). */
const keptTexts = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith('palabre:post:'));

function name(form: HTMLFormElement, button: HTMLButtonElement, lost: readonly string[]): void {
  const box = form.querySelector<HTMLElement>('[data-lost]')!;
  const list = box.querySelector('ul')!;
  list.replaceChildren(...lost.map((word) => Object.assign(document.createElement('li'), { textContent: word })));
  box.hidden = false;
  button.textContent = form.dataset['anyway']!;
  button.classList.replace('p', 'd');
}

/** Notices sent to this device, pages, notebooks, and what was typed: of everybody. */
async function forgetAll(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/studio/');
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
  await registration?.unregister();
  if ('caches' in window) for (const name of await caches.keys()) if (name.startsWith('palabre ')) await caches.delete(name);
  await forgetShelves();
  for (const key of Object.keys(localStorage)) if (key.startsWith('palabre:')) localStorage.removeItem(key);
}
