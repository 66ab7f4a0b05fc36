import { carry, SignedOut } from '#parts/offline/carry.ts';
import { CHANGED, openShelf, type DeviceShelf } from '#parts/offline/open-shelf.ts';
import { Lost, type Notebook } from '#modules/offline/shapes';
import { tellSeals } from './seal.ts';

/**
 * What every page of the studio does late and by itself (desk.ts brings it once the page is there): keeps the pages one needs without a
 * network, sends what is kept here, hears the rest, and tells the truth about it in the seal.
 */
const AGAIN_MS = 15_000;
/** How old what is kept may be before it is asked for again. */
const STALE_MS = 10 * 60_000;

const frame = document.querySelector<HTMLElement>('.app[data-person]');
const root = document.documentElement;
if (frame) void begin(frame.dataset['person']!, location.pathname.split('/')[2]!);

async function begin(person: string, workspace: string): Promise<void> {
  let lostAt: number | null = root.dataset['since'] ? Number(root.dataset['since']) : null;
  // Where the browser keeps nothing, the seal still tells of the network.
  const shelf = await openShelf(person, workspace).catch(() => null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = async (): Promise<void> => {
    const book = await shelf?.read();
    const waits = book !== undefined && (book.waiting.length > 0 || (await shelf!.files()).some(({ refused }) => refused === null));
    // What the house would not do is on this device and nowhere else.
    const kept = waits || (book?.troubles.length ?? 0) > 0;
    // The composer tells its seals itself (composer.svelte.ts).
    if (!document.getElementById('composer'))
      tellSeals(lostAt !== null ? { kind: 'offline', since: lostAt } : { kind: kept ? 'kept' : 'saved' });
    if (waits && timer === undefined) timer = setTimeout(() => void meet(), AGAIN_MS);
  };
  const lose = (): void => {
    lostAt ??= Date.now();
    void show();
  };
  const meet = async (always = false): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const answered = shelf ? await carryAlone(shelf, `/studio/${workspace}`, always) : navigator.onLine;
    if (answered) lostAt = null;
    else if (answered === false) lostAt ??= Date.now();
    await show();
  };
  addEventListener('offline', lose);
  addEventListener('online', () => void meet(true));
  addEventListener(CHANGED, () => void show());
  addEventListener('palabre-sync', () => void meet(true));
  document.addEventListener('submit', (event) => {
    // Nobody is signed out without a network: the notebook says so, and what waits here.
    if (navigator.onLine || new URL((event.target as HTMLFormElement).action).pathname !== '/logout') return;
    event.preventDefault();
    location.assign(`/studio/${workspace}/offline?leave`);
  });
  if (!navigator.onLine) lose();
  // A page kept here, or cut off as it came (desk.ts), heard nothing since; the notebook says since when it knows what it says.
  await meet(lostAt !== null || location.pathname === `/studio/${workspace}/offline`);
  await keep(person, workspace);
}

async function isDue(shelf: DeviceShelf): Promise<boolean> {
  const book: Notebook = await shelf.read();
  const old = book.syncedAt === null || Date.now() - Date.parse(book.syncedAt) > STALE_MS;
  return old || book.waiting.length > 0 || (await shelf.files()).length > 0;
}

/**
 * One tab after the other: each says for itself whether somebody answers.
 * @returns whether somebody answered; null when nothing was to be asked, or the session is over
 */
async function carryAlone(shelf: DeviceShelf, base: string, always: boolean): Promise<boolean | null> {
  if (!navigator.onLine) return false;
  const work = async (): Promise<boolean | null> => {
    if (!always && !(await isDue(shelf))) return null;
    try {
      await carry(shelf, base);
      return true;
    } catch (thrown) {
      if (thrown instanceof SignedOut) return null;
      if (thrown instanceof Lost) return false;
      throw thrown;
    }
  };
  return navigator.locks ? navigator.locks.request(`palabre ${base}`, work) : work();
}

/** Installed late, so that a first view costs nothing more. What is asked to be kept: the notebook, and the run that is open, with its pictures. */
async function keep(person: string, workspace: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/studio/worker.js', { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  const run = location.pathname === `/studio/${workspace}/run`;
  const pages = [...['/offline', '', '/more'].map((path) => `/studio/${workspace}${path}`), ...(run ? [location.pathname] : [])];
  const pictures = run ? [...document.querySelectorAll<HTMLElement>('[data-light]')].map((one) => one.dataset['light']!) : null;
  active?.postMessage({ say: 'keep', person, workspace, pages, pictures });
}
