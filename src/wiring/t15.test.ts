import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSeal } from '#plumbing/seal';
import { furnish } from '../modules/calendar/furnish.fixture.ts';
import { awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { liveHistory, type Place } from '../../tests/worlds/histories.ts';
import { openDesk } from '../../tests/worlds/publishing/desk.ts';
import { newId, type Id } from '../words/ids.ts';

/** 20 in the suite; bench:chaos asks for 10,000 (tests/chaos/tests.ts). */
const HISTORIES = Number(process.env.PALABRE_T15_HISTORIES ?? 20);
const SEED = Number(process.env.PALABRE_T15_SEED ?? 15);
/** Then in a new one, so that a history costs the same however many went before it. */
const PER_DATABASE = 250;
const folder = mkdtempSync(path.join(tmpdir(), 'palabre-t15-'));
let place: Place | undefined;
afterAll(async () => {
  await place?.desk.close();
  rmSync(folder, { recursive: true });
});

test(
  'T15: whatever people do, nothing leaves that the client’s last word was not a yes to',
  { timeout: 60_000 + HISTORIES * 5_000 },
  async () => {
    const sum = { histories: HISTORIES, seed: SEED, published: 0, underYes: 0, answers: 0, wrong: [] as string[] };
    for (let n = 0; n < HISTORIES; n += 1) {
      if (n % PER_DATABASE === 0) place = await openPlace(place);
      const told = await liveHistory(place!, SEED * 1_000_003 + n);
      sum.published += told.published;
      sum.underYes += told.underYes;
      sum.answers += told.answers;
      sum.wrong.push(...told.wrong);
    }
    console.log(JSON.stringify({ test: 'T15', ...sum, wrong: sum.wrong.length, target: 0 }));
    expect(sum.wrong).toEqual([]);
    expect(await place!.desk.violations()).toEqual([]);
    // Nothing would be proven if nothing left.
    expect(sum.underYes).toBeGreaterThan(HISTORIES / 10);
  },
);

/** Another house for the histories to come; the one before must have come through unbroken. */
async function openPlace(before: Place | undefined): Promise<Place> {
  if (before) expect(await before.desk.violations()).toEqual([]);
  await before?.desk.close();
  const database = await openTestDatabase();
  const { workspaceId, clientId, channelIds } = await furnish(database);
  const desk = await openDesk('K', { database, workspaceId });
  // The desk knows one account; here there are two, whoever answers there.
  const { open } = desk.world.channels;
  Object.assign(desk.world.channels, {
    open: async (...asked: Parameters<typeof open>) => ({ ...(await open(...asked)), networkUserId: null }),
  });
  const mediaIds = [newId(), newId()];
  for (const [index, id] of mediaIds.entries()) await addPicture(database, { workspaceId, clientId, id, sha256: String(index).repeat(64) });
  const creator = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [clientId] } as const;
  return { desk, clientId, channelIds, mediaIds, manager: awa, creator, seal: openSeal(path.join(folder, 'keys')) };
}

/** Written from behind: the decoder is another room's test. */
async function addPicture(database: TestDatabase, media: { workspaceId: Id; clientId: Id; id: Id; sha256: string }): Promise<void> {
  await database.peek(
    `with media as (insert into library.media (workspace_id, id, client_id, kind, original_name, original_bytes, alt, created_at)
       values ($1, $2, $3, 'image', 'p.jpg', 2000, 'une photo', now()))
     insert into library.variant (workspace_id, media_id, name, mime, bytes, width, height, sha256)
       values ($1, $2, 'full', 'image/jpeg', 1000, 100, 100, $4)`,
    [media.workspaceId, media.id, media.clientId, media.sha256],
  );
}
