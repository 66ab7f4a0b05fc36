import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../words/ids.ts';
import type { Actor } from '../../words/actor.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openWorkspace, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { addApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { openKeyRing } from './recognise-key.ts';

let database: TestDatabase;
let atelier: TestWorkspace;
beforeAll(async () => {
  database = await openTestDatabase();
  atelier = await openWorkspace(database);
});
afterAll(() => database.close());

const caisse = { name: 'Caisse', scope: 'write', clientIds: null } as const;

test('a key leads to its workspace and acts in the role of its scope; the database holds its hash only', async () => {
  const { id, key } = await atelier.as(atelier.awa)((ctx) => addApiKey(ctx, caisse));
  expect(await openKeyRing(database)(key)).toEqual({
    workspaceId: atelier.workspaceId,
    actor: { kind: 'key', keyId: id, name: 'Caisse', role: 'creator', clients: 'all' },
  });
  const rows = await database.peek<{ row: string }>('select t::text || h::text as row from team.api_key t, team.api_key_hash h');
  expect(rows.some(({ row }) => row.includes(key) || row.includes(key.slice(8)))).toBe(false);
  expect(await atelier.as(atelier.awa)((ctx) => listApiKeys(ctx))).toMatchObject([
    { id, ending: key.slice(-4), lastUsedAt: database.clock.now() },
  ]);
});

test('a revoked key opens nothing, and what was never a key neither', async () => {
  const { id, key } = await atelier.as(atelier.awa)((ctx) => addApiKey(ctx, caisse));
  await atelier.as(atelier.awa)((ctx) => revokeApiKey(ctx, id));
  const ring = openKeyRing(database);
  expect([await ring(key), await ring('palabre_nobody')]).toEqual([null, null]);
  await expect(atelier.as(atelier.awa)((ctx) => revokeApiKey(ctx, id))).rejects.toMatchObject({ code: 'not_found' });
});

test('owners and managers make keys that do no more than they; creators and keys themselves make none', async () => {
  const ama = await atelier.join('Ama', 'manager');
  const kodjo = await atelier.join('Kodjo', 'creator');
  const program: Actor = { kind: 'key', keyId: newId(), name: 'Caisse', role: 'manager', clients: 'all' };
  await atelier.as(ama)((ctx) => addApiKey(ctx, caisse));
  for (const actor of [kodjo, program])
    await expect(atelier.as(actor)((ctx) => addApiKey(ctx, caisse))).rejects.toMatchObject({ code: 'forbidden' });
  const manage = { ...caisse, scope: 'manage' } as const;
  await expect(atelier.as(ama)((ctx) => addApiKey(ctx, manage))).rejects.toMatchObject({ code: 'forbidden' });
  await atelier.as(atelier.awa)((ctx) => addApiKey(ctx, manage));
});
