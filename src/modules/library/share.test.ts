import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#words/actor.ts';
import { newId } from '#words/ids.ts';
import { forgetShared, keepShared, openShared } from './share.ts';

let house: { config: { dataDir: string } };
beforeAll(async () => void (house = { config: { dataDir: await mkdtemp(path.join(tmpdir(), 'palabre-share-')) } }));
afterAll(() => rm(house.config.dataDir, { recursive: true, force: true }));

const person = (): Actor => ({ kind: 'person', userId: newId(), name: 'Awa', role: 'owner', clients: 'all' });

test('what was shared waits for the person who shared it, in that workspace, until it is taken', async () => {
  const [awa, workspaceId] = [person(), newId()];
  const file = new File(['octets'], '../photo du marché.jpg', { type: 'image/jpeg' });
  const token = await keepShared(house, awa, workspaceId, { files: [file], text: 'Au marché' });
  const found = await openShared(house, awa, workspaceId, token);
  expect(found.text).toBe('Au marché');
  expect(found.files.map(({ name, type }) => ({ name, type }))).toEqual([{ name: 'photo du marché.jpg', type: 'image/jpeg' }]);
  expect(await found.files[0]!.text()).toBe('octets');

  for (const [who, where, word] of [
    [person(), workspaceId, token],
    [awa, newId(), token],
    [awa, workspaceId, '../../etc/passwd'],
    [awa, workspaceId, '0'.repeat(32)],
  ] as const)
    await expect(openShared(house, who, where, word)).rejects.toMatchObject({ code: 'share_gone', status: 404 });
  await forgetShared(house, token);
  await expect(openShared(house, awa, workspaceId, token)).rejects.toMatchObject({ code: 'share_gone' });
});
