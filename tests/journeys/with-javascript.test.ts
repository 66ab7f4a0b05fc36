import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from './palabre/furnished.ts';
import { judgePost, NOTHING_WRONG, waitUntilSaid, waitUntilVisible } from './palabre/live.ts';
import type { Person } from './palabre/person.ts';

let scene: Scene;
let awa: Person;
beforeAll(async () => {
  scene = await openScene();
  awa = await scene.awa({ javaScript: true });
  await awa.setUp(await scene.palabre.setUpLink());
  await awa.connectMastodonByHerself();
  await awa.connectBluesky();
  await awa.connectWordpress();
});
afterAll(() => scene?.close());

test('with JavaScript: what was typed survives a killed tab, without a word of it pressed “save”', { timeout: 120_000 }, async () => {
  await awa.write('Le plat du jour', 'Riz au gras, ');
  const address = awa.page.url().split('?')[0]!;
  await awa.page.locator('[name="text"]').pressSequentially('poisson braisé', { delay: 20 });
  await awa.page.waitForTimeout(3_000);
  const other = await awa.page.context().newPage();
  const client = await awa.page.context().newCDPSession(awa.page);
  // The tab dies at once, as when the telephone's battery does: no unload, no last word.
  await Promise.allSettled([client.send('Page.crash')]);
  await other.goto(address);
  await expect.poll(() => other.inputValue('[name="text"]'), { timeout: 15_000 }).toBe('Riz au gras, poisson braisé');
  expect(await other.inputValue('[name="title"]')).toBe('Le plat du jour');
  await other.close();
});

test('with JavaScript: write, publish now, live once everywhere', { timeout: 200_000 }, async () => {
  const fresh = await scene.awa({ javaScript: true });
  await fresh.signIn(awa.studio());
  const marker = 'fête-des-ignames';
  await fresh.write('La fête des ignames', `On prépare la ${marker} à Kara.`);
  await fresh.publishNow();
  await waitUntilVisible(scene.net, ['mastodon', 'bluesky', 'wordpress'], marker, 90);
  await waitUntilSaid(fresh, /En ligne/, 60);
  expect(await judgePost(scene.net, fresh, marker)).toEqual(NOTHING_WRONG);
});
