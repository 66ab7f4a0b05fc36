import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '#modules/clients';
import type { Id } from '#words/ids.ts';
import { openTestDatabase, worker, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openWorkspace, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { switchboardOf } from '../../../tests/worlds/switchboard.ts';
import { addChannel, openLine } from './index.server.ts';

/** Two hundred secrets that share a beginning nobody else writes; found in any of the forms a leak would take. */
const BEGINNING = 'KANARI-7f3d9a61c0-';
const COUNT = 200;
const FORMS: Record<string, string> = {
  clear: BEGINNING,
  hex: Buffer.from(BEGINNING).toString('hex'),
  url: encodeURIComponent('"' + BEGINNING),
  // Base64 of the middle, at each of the three alignments a longer value may give it.
  ...Object.fromEntries(
    [0, 1, 2].map((skip) => [
      `base64+${skip}`,
      Buffer.from(BEGINNING)
        .subarray(skip, skip + 15)
        .toString('base64'),
    ]),
  ),
};

let database: TestDatabase;
let atelier: TestWorkspace;
let house: ReturnType<typeof switchboardOf>;
let channels: Id[];
beforeAll(async () => {
  database = await openTestDatabase();
  house = switchboardOf(database, []);
  atelier = await openWorkspace(database);
  channels = await atelier.as(atelier.awa)(async (ctx) => {
    const { id: clientId } = await createClient(ctx, { name: 'Chez Kossiwa' });
    const made: Id[] = [];
    for (let n = 0; n < COUNT; n += 1)
      made.push(
        await addChannel(ctx, house.seal, {
          clientId,
          network: 'bluesky',
          name: `Compte ${n}`,
          address: 'https://pds.example',
          identity: { networkUserId: `did:plc:${n}`, handle: `@awa${n}`, displayName: 'Awa', profileUrl: null, facts: {} },
          secret: { password: `${BEGINNING}password-${n}` },
          session: { accessJwt: `${BEGINNING}access-${n}`, refreshJwt: `${BEGINNING}refresh-${n}` },
          onceClass: 'R',
          quietMs: 0,
        }),
      );
    return made;
  });
});
afterAll(async () => {
  house.close();
  await database.close();
});

/** Other tests drop databases of theirs meanwhile: what is gone holds nothing. */
function whileThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of whileThere(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
    const whole = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(whole);
    else if (entry.isFile()) yield whole;
  }
}

test('not one of two hundred secrets is in the files of the database, its journal included', async () => {
  await database.peek('checkpoint');
  const [{ data_directory: folder }] = (await database.peek<{ data_directory: string }>('show data_directory')) as [
    { data_directory: string },
  ];
  const found: string[] = [];
  let bytes = 0;
  let sealed = false;
  for (const file of filesBelow(folder)) {
    const content = whileThere(() => readFileSync(file));
    if (!content) continue;
    bytes += content.length;
    sealed ||= content.includes('did:plc:199');
    for (const [form, needle] of Object.entries(FORMS)) if (content.includes(needle)) found.push(`${form} in ${path.basename(file)}`);
  }
  expect(found).toEqual([]);
  // The search itself works: what lies beside the secrets is there.
  expect([sealed, bytes > 1_000_000]).toEqual([true, true]);
});

test('a line read back says all of them, so they were there to be found', async () => {
  const line = await atelier.as(worker)((ctx) => openLine(ctx, house, channels[199]!));
  expect([line.secret, await line.session.read()]).toEqual([
    { password: `${BEGINNING}password-199` },
    { accessJwt: `${BEGINNING}access-199`, refreshJwt: `${BEGINNING}refresh-199` },
  ]);
});

test('each of two hundred secrets moved to the next row is refused there', async () => {
  await database.peek(
    `with turned as (select channel_id, lead(sealed, 1, first) over (order by channel_id) as sealed from
       (select channel_id, sealed, first_value(sealed) over (order by channel_id) as first from channels.secret where workspace_id = $1) all_of_them)
     update channels.secret s set sealed = turned.sealed from turned where s.channel_id = turned.channel_id`,
    [atelier.workspaceId],
  );
  const refused = await Promise.all(
    channels.map((id) =>
      atelier
        .as(worker)((ctx) => openLine(ctx, house, id))
        .then(
          () => 'opened',
          (error: { code: string }) => error.code,
        ),
    ),
  );
  expect(new Set(refused)).toEqual(new Set(['secret_unreadable']));
});
