import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '#modules/clients';
import type { Id } from '#words/ids.ts';
import { addKey } from '#plumbing/seal';
import { openTestDatabase, worker, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openWorkspace, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { switchboardOf } from '../../../tests/worlds/switchboard.ts';
import { addChannel, openLine, rotateSecrets } from './index.server.ts';

let database: TestDatabase;
let atelier: TestWorkspace;
let house: ReturnType<typeof switchboardOf>;
let channelId: Id;
beforeAll(async () => {
  database = await openTestDatabase();
  house = switchboardOf(database, []);
  atelier = await openWorkspace(database);
  channelId = await atelier.as(atelier.awa)(async (ctx) => {
    const client = await createClient(ctx, { name: 'Chez Kossiwa' });
    return addChannel(ctx, house.seal, {
      clientId: client.id,
      network: 'bluesky',
      name: '',
      address: 'https://pds.example',
      identity: { networkUserId: 'did:plc:x', handle: '@awa', displayName: 'Awa', profileUrl: null, facts: {} },
      secret: { password: 'le-mot-de-passe' },
      session: { accessJwt: 'first', refreshJwt: 'r0' },
      onceClass: 'R',
      quietMs: 0,
    });
  });
});
afterAll(async () => {
  house.close();
  await database.close();
});

const keeper = async () => (await atelier.as(worker)((ctx) => openLine(ctx, house, channelId))).session;
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('fifty who need a new session at once get one, refreshed once', async () => {
  const seen = await (await keeper()).read();
  let refreshes = 0;
  const all = await Promise.all(
    Array.from({ length: 50 }, async () =>
      (await keeper()).renew(seen, async (current) => {
        refreshes += 1;
        expect(current).toEqual(seen);
        await wait(300);
        return { accessJwt: `new-${refreshes}`, refreshJwt: `r${refreshes}` };
      }),
    ),
  );
  expect(refreshes).toBe(1);
  for (const session of all) expect(session).toEqual({ accessJwt: 'new-1', refreshJwt: 'r1' });
});

test('a refusal keeps the session that was there, and lets the next one try', async () => {
  const session = await keeper();
  const before = await session.read();
  expect(await session.renew(before, async () => null)).toBeNull();
  expect(await session.read()).toEqual(before);
  await expect(session.renew(before, async () => Promise.reject(new Error('cable cut')))).rejects.toThrow('cable cut');
  expect(await session.renew(before, async () => ({ accessJwt: 'again', refreshJwt: 'r2' }))).toEqual({
    accessJwt: 'again',
    refreshJwt: 'r2',
  });
});

test('a process that died while renewing holds nobody up for longer than its lease', async () => {
  const session = await keeper();
  const before = await session.read();
  const dead = session.renew(before, () => new Promise(() => undefined));
  void dead;
  await wait(200);
  database.clock.advance(41_000);
  expect(await session.renew(before, async () => ({ accessJwt: 'rescued', refreshJwt: 'r3' }))).toMatchObject({ accessJwt: 'rescued' });
});

test('a rotation of keys in the middle of a renewal loses neither', async () => {
  const session = await keeper();
  const before = await session.read();
  addKey(house.keyFile);
  const renewing = session.renew(before, async () => {
    await rotateSecrets(house, [atelier.workspaceId]);
    return { accessJwt: 'after rotation', refreshJwt: 'r4' };
  });
  expect(await renewing).toMatchObject({ accessJwt: 'after rotation' });
  expect(await (await keeper()).read()).toMatchObject({ accessJwt: 'after rotation' });
});

test('sessions lie sealed', async () => {
  const rows = await database.peek("select encode(sealed, 'escape') as text from channels.session");
  expect(JSON.stringify(rows)).not.toMatch(/accessJwt|rotation/);
});
