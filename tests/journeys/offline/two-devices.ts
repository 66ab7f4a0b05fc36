import { expect } from 'vitest';
import { listClients } from '../../../src/modules/clients/index.server.ts';
import { readPost, savePost } from '../../../src/modules/calendar/index.server.ts';
import { listChannels } from '../../../src/modules/channels/index.server.ts';
import { readPublicationsOf } from '../../../src/modules/publishing/index.server.ts';
import type { Ctx } from '../../../src/plumbing/db/index.ts';
import type { Id } from '../../../src/words/ids.ts';
import type { Scene } from '../palabre/furnished.ts';
import { openInside } from '../palabre/inside.ts';
import type { Page } from '../palabre/window.ts';
import { actingOwner } from './owner.ts';

export interface Draft {
  id: Id;
  read(): Promise<{ title: string; text: string; mediaIds: Id[] }>;
  /** As somebody at another desk. */
  change(text: string): Promise<void>;
  /** How many publications it has. */
  countPublications(): Promise<number>;
  /** How often the client was to be shown it. */
  countAsked(): Promise<number>;
  close(): Promise<void>;
}

/** A draft that the house has, for two devices to write in. */
export async function beginDraft(scene: Scene, title: string, text: string): Promise<Draft> {
  const inside = await openInside(scene.palabre);
  const { workspaceId, actor } = await actingOwner(inside);
  const work = <T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> => inside.house.store.inWorkspace(workspaceId, actor, verb);
  const [client] = await work(listClients);
  const [channel] = (await work((ctx) => listChannels(ctx, { clientId: client!.id }))).filter(({ network }) => network === 'site');
  const variants = [{ channelId: channel!.id, text: null, title: null, thread: [], mediaIds: null }];
  const { id } = await work((ctx) => savePost(ctx, { clientId: client!.id, title, text, variants }));
  return {
    id,
    read: () => work((ctx) => readPost(ctx, id)),
    change: async (changed) => void (await work((ctx) => savePost(ctx, { id, text: changed }))),
    countPublications: async () => (await work((ctx) => readPublicationsOf(ctx, [id]))).length,
    countAsked: async () =>
      (await inside.steal<{ n: number }>(`select count(*)::int as n from approval.asked where post_id = '${id}'`))[0]!.n,
    close: () => inside.close(),
  };
}

/** Writes a field of the open post, and waits until it is on the device. */
export async function writeThere(page: Page, field: '#titre' | '#texte', words: string): Promise<void> {
  await page.fill(field, words);
  await page.locator(field).blur();
  await page.locator('.meta .sync.attente').waitFor();
  await page.waitForTimeout(500);
}

/** Whatever anybody kept on this device. */
export async function expectNothingKept(page: Page): Promise<void> {
  const left = await page.evaluate(async () => ({
    books: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    texts: Object.keys(localStorage).filter((key) => key.startsWith('palabre')),
  }));
  expect(left).toEqual({ books: [], caches: [], texts: [] });
}
