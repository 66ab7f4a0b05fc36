import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePost } from '#modules/calendar';
import { addByHand } from '#modules/channels';
import { movePublications, schedulePublications } from '#modules/publishing';
import type { Id } from '#words/ids.ts';
import { chooseReminder, chooseWishes, readReminder } from './index.server.ts';
import { waysOf } from './telling/send-messages.ts';
import { openTelling, type TellingWorld } from './telling/world.fixture.ts';

let world: TellingWorld;
let channelId: Id;
const MINUTE = 60_000;

beforeAll(async () => {
  world = await openTelling();
  const asked = { clientId: world.clientId, place: 'whatsapp_status', name: 'Statut de Tantine', address: '' };
  channelId = await world.atelier.as(world.atelier.awa)((ctx) => addByHand(ctx, {} as never, asked));
});
afterAll(() => world.close());

const plan = (title: string, inMinutes: number): Promise<Id> =>
  world.atelier.as(world.atelier.awa)(async (ctx) => {
    const { clientId } = world;
    const variants = [{ channelId, text: null, title: null, thread: [], mediaIds: null }];
    const { id: postId } = await savePost(ctx, { clientId, title, text: title, mediaIds: [], variants });
    const notBefore = new Date(ctx.now().getTime() + inMinutes * MINUTE);
    const segments = [{ text: title, title: '', language: 'fr', media: [] }];
    const publications = [{ channelId, network: 'whatsapp' as const, onceClass: 'H' as const, networkUserId: null, segments }];
    const when = { wall: notBefore.toISOString().slice(0, 16), zone: 'Africa/Lome', notBefore };
    await schedulePublications(ctx, { ...when, postId, clientId, publications });
    return postId;
  });

const move = async (postId: Id, inMinutes: number): Promise<void> => {
  const notBefore = new Date(world.database.clock.now().getTime() + inMinutes * MINUTE);
  const when = { wall: notBefore.toISOString().slice(0, 16), zone: 'Africa/Lome', notBefore };
  await world.atelier.as(world.atelier.awa)((ctx) => movePublications(ctx, postId, when));
};

test('who asked for it is told before what is near together, once; moved, once more', async () => {
  const { atelier, database, live, letters, clientId } = world;
  const edem = await atelier.join('Edem', 'creator', [clientId]);
  const gone = await atelier.join('Yao', 'creator', [clientId]);
  for (const actor of [edem, gone]) await atelier.as(actor)((ctx) => chooseReminder(ctx, channelId, 30));
  expect(await atelier.as(edem)((ctx) => readReminder(ctx, channelId))).toBe(30);
  expect(await atelier.as(atelier.awa)((ctx) => readReminder(ctx, channelId))).toBeNull();
  await database.peek('delete from clients.assignment where user_id = $1', [gone.userId]);

  const postId = await plan('Ayimolou du samedi', 35);
  await plan('Le menu du jour', 36);
  await live();
  expect(letters()).toEqual([]);
  database.clock.advance(7 * MINUTE);
  await live();
  await live();
  const [letter, ...more] = letters();
  expect(more).toEqual([]);
  expect(letter).toContain('Bonjour Edem');
  expect(letter).toMatch(/Chez Tantine Afi.: 2 publications sont à mettre en ligne, la première à 8.h.35\./);
  expect(letter).toContain(`https://palabre.example/studio/${atelier.slug}/run`);
  expect(letter).not.toMatch(/Ayimolou|menu/);

  await move(postId, 20);
  await live();
  expect(letters()).toHaveLength(1);
  await atelier.as(edem)((ctx) => chooseReminder(ctx, channelId, null));
  await plan('Samedi en famille', 10);
  await live();
  expect(letters()).toEqual([]);
});

test('what would ring at night is said before the night; put off meanwhile, it is not', async () => {
  const { atelier, database, live, letters, clientId } = world;
  const edem = await atelier.join('Edem', 'creator', [clientId]);
  await atelier.as(edem)(async (ctx) => {
    await chooseReminder(ctx, channelId, 10);
    const habit = { zone: 'Africa/Lome', quietFrom: '21:00', quietUntil: '07:00', digestAt: '08:00' };
    await chooseWishes(ctx, world.ring, { habit, wishes: {} }, waysOf(world.teller));
  });
  database.clock.set(new Date('2026-12-03T20:00:00Z'));
  const postId = await plan('La nuit du Djembé', 150);
  await live();
  expect(letters()).toEqual([]);
  database.clock.set(new Date('2026-12-03T20:59:00Z'));
  await live();
  expect(letters()).toEqual([expect.stringMatching(/à mettre en ligne à 22.h.30/)]);

  database.clock.set(new Date('2026-12-03T21:05:00Z'));
  await move(postId, 30);
  await live(120);
  expect(letters()).toEqual([]);
});
