/** Whose pages this device shows, and since when nobody answers (milliseconds since the epoch; null: the last call was answered). */
export interface Who {
  person: string;
  lostAt: number | null;
}

const PREFIX = 'palabre ';
const STATE = `${PREFIX}state`;
const KEY = '/who';

export const pagesOf = (person: string, workspace: string): string => `${PREFIX}pages ${person} ${workspace}`;
export const picturesOf = (person: string, workspace: string): string => `${PREFIX}pictures ${person} ${workspace}`;
export const PARTS = `${PREFIX}parts`;

/** The workspace of an address, when it is one of the studio. */
export const workspaceOf = (pathname: string): string | null => /^\/studio\/([^/]+)/.exec(pathname)?.[1] ?? null;

export async function readWho(): Promise<Who | null> {
  const kept = await (await caches.open(STATE)).match(KEY);
  return kept ? ((await kept.json()) as Who) : null;
}

async function writeWho(who: Who): Promise<void> {
  await (await caches.open(STATE)).put(KEY, new Response(JSON.stringify(who)));
}

/** This person is here. What was kept for another one is gone. */
export async function meet(person: string): Promise<void> {
  const before = await readWho();
  if (before?.person === person && before.lostAt === null) return;
  if (before && before.person !== person) {
    for (const name of await caches.keys())
      if (name.startsWith(PREFIX) && name !== PARTS && name !== STATE && !name.includes(person)) await caches.delete(name);
  }
  await writeWho({ person, lostAt: null });
}

/** Nobody answered; the first time since somebody did is when it began. @returns since when */
export async function lose(now: number): Promise<number> {
  const who = await readWho();
  if (!who) return now;
  if (who.lostAt === null) await writeWho({ ...who, lostAt: now });
  return who.lostAt ?? now;
}

/** Everything kept for anybody. */
export async function forgetAll(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}
