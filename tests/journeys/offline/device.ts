import { expect } from 'vitest';
import type { Scene } from '../palabre/furnished.ts';
import type { Person } from '../palabre/person.ts';
import type { Page } from '../palabre/window.ts';

/** Awa at a device of hers that will lose its network. */
export interface Away extends Person {
  /** Cuts the network, or brings it back. */
  cut(off: boolean): Promise<void>;
}

export async function openDevice(scene: Scene, studio: string, options: { phone: boolean }): Promise<Away> {
  const awa = await scene.awa({ javaScript: true, away: true, ...options });
  await awa.signIn(studio);
  return Object.assign(awa, { cut: (off: boolean) => awa.page.context().setOffline(off) });
}

/** Waits until this page, and what it is made of, is kept on the device. */
export async function waitUntilOnDevice(page: Page, path: string): Promise<void> {
  await expect.poll(() => listKept(page), { timeout: 20_000, interval: 300 }).toContain(path);
}

/** Addresses of everything the device keeps. */
export const listKept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const kept = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
    return kept;
  });

/** What the seal one can see says. */
export const sealOf = (page: Page): Promise<string> => page.locator('.sync[data-seal]:visible').first().innerText();

export const waitForSeal = (page: Page, words: RegExp): Promise<void> =>
  expect.poll(() => sealOf(page), { timeout: 30_000, interval: 300 }).toMatch(words);
