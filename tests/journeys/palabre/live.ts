import { expect } from 'vitest';
import { judge, type Judgement, type PublicView } from '../../worlds/checker.ts';
import type { Fakenet } from '../../worlds/fakenet/index.ts';
import { FAKE_NETWORKS } from '../../worlds/fakenet/truth.ts';
import type { Person } from './person.ts';

/** Waits until the networks show this text, reading their side only. */
export async function waitUntilVisible(net: Fakenet, networks: readonly string[], marker: string, seconds: number): Promise<void> {
  await expect
    .poll(() => networks.filter((network) => !net.visible().some((one) => one.network === network && one.text.includes(marker))), {
      timeout: seconds * 1000,
      interval: 500,
      message: `networks that do not show ${marker}`,
    })
    .toEqual([]);
}

/** Waits until the page says of every account what is expected: `En ligne`, `Issue incertaine`… */
export async function waitUntilSaid(person: Person, words: RegExp, seconds: number): Promise<void> {
  await expect
    .poll(async () => (await person.signs()).filter((sign) => !words.test(sign)), {
      timeout: seconds * 1000,
      interval: 2000,
      message: 'signs of the post',
    })
    .toEqual([]);
}

const STATES: [RegExp, string, string | null][] = [
  [/En ligne/, 'PUBLISHED', null],
  [/Issue incertaine/, 'NEEDS_DECISION', 'decision'],
  [/Échec/, 'FAILED', null],
  [/Retenue/, 'HELD', 'held'],
];

/** What the pages say of one post, for the checker: one publication per network, told apart by the mark of its network. */
export async function readViews(person: Person, marker: string, account: string): Promise<PublicView[]> {
  const links = person.page.locator('a[href*="/publications/"]');
  const views: PublicView[] = [];
  for (const link of await links.all()) {
    const network = /#i-n-(\w+)/.exec(await link.innerHTML())?.[1] ?? '';
    const words = await link.innerText();
    const [, state = 'SCHEDULED', flag = null] = STATES.find(([shape]) => shape.test(words)) ?? [];
    const id = (await link.getAttribute('href'))!.split('/').at(-1)!;
    if ((FAKE_NETWORKS as readonly string[]).includes(network))
      views.push({ id, network, account, marker, state, flag, remoteId: null, parent: null });
  }
  return views;
}

/** Judged from outside: nothing twice, nothing lost, nothing falsely said. */
export async function judgePost(net: Fakenet, person: Person, marker: string): Promise<Judgement> {
  const about = net.truth().filter((entry) => entry.kind !== 'visible' || entry.text.includes(marker));
  return judge(about, await readViews(person, marker, net.accounts[0]!.name));
}

export const NOTHING_WRONG: Judgement = {
  duplicates: [],
  lost: [],
  falseFailed: [],
  falsePublished: [],
  unflagged: [],
  outOfOrder: [],
  orphans: [],
  strangers: [],
};
