import { isFresh, keepParts } from './parts.ts';
import { sayKept, type Why } from './say-kept.ts';
import { lose, meet, pagesOf, readWho, workspaceOf } from './who.ts';

/** Said by the house with a page that may be kept: whose it is. */
const PERSON = 'x-palabre-person';
/** Written in and read live: without a network they are the notebook, which has what was written here since. */
const NOTEBOOK = /^\/studio\/[^/]+\/(calendar|posts\/[^/]+)$/;
/** A line that says nothing for so long is no line. Milliseconds. */
const PATIENCE = 12_000;
const GONE = [502, 503, 504];

export const isPage = (request: Request): boolean => request.mode === 'navigate' && workspaceOf(new URL(request.url).pathname) !== null;

/** The network first; without it, what is kept. */
export async function answerPage(request: Request, wait: (work: Promise<unknown>) => void): Promise<Response> {
  const { pathname } = new URL(request.url);
  try {
    const answer = await inTime(fetch(request), (await findKept(pathname)) !== null);
    if (GONE.includes(answer.status)) return (await showKept(pathname)) ?? answer;
    if (answer.ok) wait(keepPage(pathname, answer.clone()));
    return answer;
  } catch (lost) {
    const kept = await showKept(pathname);
    if (kept) return kept;
    throw lost;
  }
}

/** A form sent while the device knows of no network: what was typed is still on the page before. */
export async function answerForm(request: Request): Promise<Response> {
  const workspace = workspaceOf(new URL(request.url).pathname)!;
  return (await show(notebookOf(workspace), 'form')) ?? fetch(request);
}

const notebookOf = (workspace: string): string => `/studio/${workspace}/offline`;

function inTime(answer: Promise<Response>, patient: boolean): Promise<Response> {
  if (!patient) return answer;
  return Promise.race([answer, new Promise<never>((_, refuse) => setTimeout(() => refuse(new Error('no answer in time')), PATIENCE))]);
}

/** Keeps a page that the house says may be kept. Its notices are about one moment: the address is kept without its question. */
export async function keepPage(pathname: string, answer: Response): Promise<void> {
  const person = answer.headers.get(PERSON);
  const workspace = workspaceOf(pathname);
  if (!person || !workspace) return;
  await meet(person);
  const html = await answer.text();
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name);
  await (await caches.open(pagesOf(person, workspace))).put(pathname, new Response(html, { headers }));
  await keepParts(html);
}

/** Fetches and keeps pages nobody opened yet, and those opened before this program ran. @param paths of the studio */
export async function keepAhead(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (isFresh(await findKept(path))) continue;
    const answer = await fetch(path, { headers: { accept: 'text/html' }, redirect: 'manual' });
    if (answer.ok) await keepPage(path, answer);
  }
}

async function findKept(pathname: string): Promise<Response | null> {
  const [who, workspace] = [await readWho(), workspaceOf(pathname)];
  if (!who || !workspace) return null;
  return (await (await caches.open(pagesOf(who.person, workspace))).match(pathname)) ?? null;
}

async function showKept(pathname: string): Promise<Response | null> {
  const notebook = notebookOf(workspaceOf(pathname)!);
  if (NOTEBOOK.test(pathname)) return show(notebook, 'kept');
  return (await show(pathname, 'kept')) ?? show(notebook, 'page');
}

async function show(pathname: string, why: Why): Promise<Response | null> {
  const kept = await findKept(pathname);
  if (!kept) return null;
  return new Response(sayKept(await kept.text(), why, await lose(Date.now())), { headers: kept.headers });
}
