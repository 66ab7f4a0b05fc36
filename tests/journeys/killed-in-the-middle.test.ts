import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../worlds/fakenet/index.ts';
import { openScene, type Scene } from './palabre/furnished.ts';
import { judgePost, NOTHING_WRONG, waitUntilSaid, waitUntilVisible } from './palabre/live.ts';

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene?.close());

test('worker and sender killed by kill -9 while they send: live once everywhere', { timeout: 420_000 }, async () => {
  const awa = await scene.awa({ javaScript: false });
  await awa.setUp(await scene.palabre.setUpLink());
  await awa.connectMastodonByHerself();
  await awa.connectBluesky();
  await awa.connectWordpress();

  const marker = 'coupure-de-courant';
  await awa.write('Coupure de courant', `Rien ne se perd : ${marker}.`);
  // Every network does what it is asked and keeps its answer for ten seconds: the kill falls in between.
  scene.net.setFaults({ rules: [faults.slow(1, [10_000, 10_000])] });
  await awa.publishNow();
  await waitUntilVisible(scene.net, ['mastodon', 'bluesky'], marker, 60);
  const killed = scene.palabre.processes(/processes\/worker/);
  expect(killed.length).toBeGreaterThan(1);
  for (const pid of killed) process.kill(pid, 'SIGKILL');
  scene.net.setFaults({ rules: [] });

  await waitUntilVisible(scene.net, ['mastodon', 'bluesky', 'wordpress'], marker, 300);
  await waitUntilSaid(awa, /En ligne/, 300);
  expect(await judgePost(scene.net, awa, marker)).toEqual(NOTHING_WRONG);
});
