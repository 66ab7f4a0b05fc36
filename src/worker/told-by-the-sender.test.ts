import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { openWorkspace } from '../../tests/worlds/people.ts';
import { readConfig } from '#plumbing/config';
import { ringUnheard } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import { newId } from '#words/ids.ts';
import { openSender, type SenderHouse } from './open-sender.ts';

const SENDER: Actor = { kind: 'system', name: 'worker' };
let database: TestDatabase;
let sender: SenderHouse;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-told-'));
  sender = openSender(readConfig({ PALABRE_DATA: folder, PALABRE_LOG: 'silent' }), database.app);
});
afterAll(async () => {
  await sender?.close();
  await database?.close();
  rmSync(folder, { recursive: true });
});

test('what the sender tells is heard by who listens, once, and only when it became true', async () => {
  const { workspaceId } = await openWorkspace(database);
  const { store } = sender.world;
  const tell = (name: string, fails = false): Promise<void> =>
    store.inWorkspace(workspaceId, SENDER, async (ctx) => {
      await ctx.tell({ name, about: { publicationId: newId() } });
      if (fails) throw new Error('the sender dies');
    });
  for (const name of ['publishing.asked', 'publishing.held', 'publishing.failed', 'channels.troubled']) await tell(name);
  await tell('publishing.published'); // nobody listens
  await expect(tell('publishing.asked', true)).rejects.toThrow('the sender dies');

  const rung: string[] = [];
  const ring = (): Promise<void> => ringUnheard(store, async (_, queue, data) => void rung.push(`${queue} ${data['factId']}`));
  await Promise.all([ring(), ring()]);
  await ring();
  const told = await database.peek<{ id: string }>(
    `select id from facts.fact where name ~ '^(publishing|channels)' and name <> 'publishing.published' order by id`,
  );
  expect(told).toHaveLength(4);
  expect(rung.toSorted()).toEqual(told.map(({ id }) => `hear ${id}`));
});
