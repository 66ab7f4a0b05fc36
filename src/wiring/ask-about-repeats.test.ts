import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deletePost, savePost } from '#modules/calendar';
import { createClient } from '#modules/clients';
import { readPublicationsOf, sketchPast } from '#modules/publishing';
import type { Ctx } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { addChannel, furnish } from '../modules/calendar/furnish.fixture.ts';
import { askAboutRepeats, SaidBefore } from './ask-about-repeats.ts';
import { handEdits, schedulePost, takeBack } from './plan-post.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => void (database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
beforeEach(async () => void (house = await furnish(database)));
afterAll(() => database.close());

const MENU = 'Ce midi : poulet braisé, alloco et jus de bissap, à 3 500 francs. Réservez au 90 12 34 56, la terrasse est ouverte !';
const act = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = awa): Promise<T> => as(database, actor, house.workspaceId)(work);
const write = async (text: string, where: { clientId?: Id; channelIds?: Id[] } = {}): Promise<Id> => {
  const { clientId = house.clientId, channelIds = [house.channelIds[0]!] } = where;
  const variants = channelIds.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
  return (await act((ctx) => savePost(ctx, { clientId, text, variants }))).id;
};
/** As the composer does: planned and asked in one transaction. */
const plan = (id: Id, day: string, agreed: string | null = null, actor: Actor = awa) =>
  act(async (ctx) => {
    await schedulePost(ctx, id, { wall: `${day}T12:00`, zone: 'Africa/Lome' });
    await askAboutRepeats(ctx, id, agreed);
  }, actor);
const asked = (working: Promise<unknown>): Promise<SaidBefore> =>
  working.then(
    () => Promise.reject(new Error('nothing was asked')),
    (thrown: unknown) => (thrown instanceof SaidBefore ? thrown : Promise.reject(thrown as Error)),
  );

test('nearly the same text on the same channel within thirty days is asked about, and nothing is planned meanwhile', async () => {
  const first = await write(MENU);
  await plan(first, '2026-12-10');
  const again = await write(MENU.replace('3 500', '4 000'));
  const question = await asked(plan(again, '2027-01-05'));
  expect(question.repeats).toMatchObject([{ channelId: house.channelIds[0], kind: 'channel', other: { postId: first } }]);
  expect(await act((ctx) => readPublicationsOf(ctx, [again]))).toEqual([]);
});

test('what was planned before texts left their numbers is given them, once, and is then asked about', async () => {
  const first = await write(MENU);
  await plan(first, '2026-12-10');
  const kept = await database.peek('select key, publication_id from publishing.sketch where workspace_id = $1', [house.workspaceId]);
  await database.peek('delete from publishing.sketch where workspace_id = $1', [house.workspaceId]);
  const again = await write(MENU);
  await plan(again, '2026-12-11');
  await takeBack((work) => act(work), again);
  for (let turn = 0; turn < 2; turn += 1) await sketchPast({ store: database.store });
  expect(await database.peek('select key, publication_id from publishing.sketch where workspace_id = $1', [house.workspaceId])).toEqual(
    expect.arrayContaining(kept),
  );
  expect((await asked(plan(again, '2026-12-12'))).repeats).toMatchObject([{ other: { postId: first } }]);
});

test('"go on" goes on, and is remembered for this post and these words: other words are asked about again', async () => {
  await plan(await write(MENU), '2026-12-10');
  const again = await write(MENU.toUpperCase());
  const { mark } = await asked(plan(again, '2026-12-20'));
  await expect(plan(again, '2026-12-20', 'something else')).rejects.toThrow(SaidBefore);
  await plan(again, '2026-12-20', mark);
  await takeBack((work) => act(work), again);
  await plan(again, '2026-12-21');
  const edit = act(async (ctx) => {
    await savePost(ctx, { id: again, text: MENU.replace('3 500', '5 000') });
    await handEdits(ctx, again);
    await askAboutRepeats(ctx, again, null);
  });
  await expect(edit).rejects.toThrow(SaidBefore);
});

test('nothing is asked of another channel of the client, after thirty days, of what was taken back, nor of other words', async () => {
  const first = await write(MENU);
  await plan(first, '2026-12-10');
  await plan(await write(MENU, { channelIds: [house.channelIds[1]!] }), '2026-12-11');
  await plan(await write(MENU), '2027-01-20');
  await plan(await write('Ce midi : riz au gras, salade et citronnade. La salle est petite, pensez à réserver.'), '2026-12-11');
  const second = await write('Le marché de Lomé ouvre à six heures du matin, tous les jours.');
  await plan(second, '2026-12-12');
  await takeBack((work) => act(work), second);
  await act((ctx) => deletePost(ctx, second));
  await plan(await write('Le marché de Lomé ouvre à six heures du matin, tous les jours.'), '2026-12-12');
});

test('one client’s text on another’s channel is asked about, whenever it was said; whoever may not see that client learns nothing', async () => {
  await plan(await write(MENU), '2026-12-10');
  const hotel = await act(async (ctx) => (await createClient(ctx, { name: 'Hôtel' })).id);
  const channel = await addChannel(database, { ...house, clientId: hotel, handle: '@hotel' });
  const copied = await write(MENU, { clientId: hotel, channelIds: [channel] });
  expect((await asked(plan(copied, '2027-06-01'))).repeats).toMatchObject([{ kind: 'client', other: { clientId: house.clientId } }]);
  await plan(copied, '2027-06-01', null, { ...awa, role: 'manager', clients: [hotel] } as Actor);
});

test('an edited text is found by its new words, no more by the old ones', async () => {
  const first = await write(MENU);
  await plan(first, '2026-12-10');
  await act((ctx) => savePost(ctx, { id: first, text: 'Fermé pour travaux jusqu’au quinze janvier, merci de votre patience.' }));
  await act((ctx) => handEdits(ctx, first));
  await plan(await write(MENU), '2026-12-11');
  const closed = await write('Fermé pour travaux jusqu’au vingt janvier, merci de votre patience.');
  expect((await asked(plan(closed, '2026-12-12'))).repeats).toHaveLength(1);
});
