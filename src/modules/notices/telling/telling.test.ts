import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { finish, giveTask, writeRemark } from '#modules/calendar';
import { schedulePublications } from '#modules/publishing';
import { removePerson } from '#modules/team';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { HEARD } from '../../../wiring/heard.ts';
import { openDesk } from '../../../../tests/worlds/publishing/desk.ts';
import {
  addDevice,
  chooseWishes,
  connectBot,
  findBotChat,
  listDevices,
  readBot,
  readSettings,
  removeBot,
  TOLD_FACTS,
} from '../index.server.ts';
import { waysOf } from './send-messages.ts';
import type { Subject, Way } from './subjects.ts';
import { openTelling, type TellingWorld } from './world.fixture.ts';

type Person = Extract<Actor, { kind: 'person' }>;
let world: TellingWorld;
let kossi: Person;
let postId: Id;

beforeAll(async () => {
  world = await openTelling();
  postId = await world.write('Ayimolou du samedi');
});
afterAll(() => world.close());
/** Each with a creator of their own, to whom nothing was said yet. */
beforeEach(async () => {
  kossi = await world.atelier.join('Kossi', 'creator', [world.clientId]);
  await world.live(60);
  world.letters();
  world.service.pushed.length = 0;
  world.telegram.said.length = 0;
});

/** Two people of one first name would both be spoken to. */
afterEach(() => world.database.peek('delete from team.membership where user_id = $1', [kossi.userId]));

const asKossi = <T>(work: Parameters<ReturnType<TellingWorld['atelier']['as']>>[0]) => world.atelier.as(kossi)(work) as Promise<T>;
const ask = (note = 'Secret de la maison', to = kossi.userId) =>
  world.atelier.as(world.atelier.awa)((ctx) => giveTask(ctx, postId, { kind: 'photograph', to, due: null, note }));
const choose = (wishes: Partial<Record<Subject, ['now' | 'digest' | 'never', Way[]?]>>, quiet: [string, string] | null = null) =>
  asKossi((ctx) => {
    const habit = { zone: 'Africa/Lome', quietFrom: quiet?.[0] ?? null, quietUntil: quiet?.[1] ?? null, digestAt: '08:00' };
    const chosen = Object.fromEntries(Object.entries(wishes).map(([subject, [pace, ways = []]]) => [subject, { pace, ways }]));
    return chooseWishes(ctx, world.ring, { habit, wishes: chosen }, waysOf(world.teller));
  });
const addBrowser = async (): Promise<void> =>
  void (await asKossi((ctx) => addDevice(ctx, world.seal, world.service.subscribe(), 'Téléphone')));
const states = () =>
  world.database.peek<{ way: Way; state: string; doubts: number }>(
    'select way, state, doubts from notices.message where user_id = $1 order by id',
    [kossi.userId],
  );
/** The next day, at this hour in Lomé. */
const setClock = (hour: string): void => {
  const tomorrow = new Date(world.database.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  world.database.clock.set(new Date(`${tomorrow}T${hour}:00Z`));
};

test('every fact people are told of wakes somebody', () => {
  expect(TOLD_FACTS.filter((name) => !(HEARD as readonly string[]).includes(name))).toEqual([]);
});

test('a letter to whom it concerns, once: a sentence and a link, and nothing of what was written', async () => {
  await ask();
  await world.live(1);
  await world.hearAgain();
  await world.live(10);
  const letters = world.letters();
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatch(/Bonjour Kossi,\s+Chez Tantine Afi\s: on vous demande quelque chose\./);
  expect(letters[0]).toContain(`https://palabre.example/studio/${world.atelier.slug}/posts/${postId}/team`);
  expect(letters.join()).not.toMatch(/Secret|Ayimolou/);
});

test('a browser is told by its push service, which cannot read it; the letter stays away', async () => {
  await addBrowser();
  await ask();
  await world.live(1);
  expect(world.letters()).toEqual([]);
  const [pushed] = world.service.pushed;
  expect(pushed!.payload).toMatchObject({
    title: 'Atelier Adjovi',
    body: expect.stringMatching(/^Chez Tantine Afi.: on vous demande quelque chose\.$/),
    url: `/studio/${world.atelier.slug}/posts/${postId}/team`,
    lang: 'fr',
  });
  expect(pushed!.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'normal', ttl: '86400' });
  expect(pushed!.headers['topic']).toMatch(/^[\w-]{32}$/);
  expect(pushed!.key).toBe(world.teller.pusher!.publicKey);
  expect(pushed!.claims).toMatchObject({ aud: `http://${world.service.host}`, sub: 'mailto:palabre@palabre.example' });
  expect(pushed!.claims.exp * 1000 - world.database.clock.now().getTime()).toBeLessThanOrEqual(86_400_000);
});

test.each([404, 410])('a browser that is gone (%i) is dropped, and what it did not take goes by letter', async (status) => {
  await addBrowser();
  world.service.answers.push(status);
  await ask();
  await world.live(1);
  expect(await asKossi(listDevices)).toEqual([]);
  expect(world.letters()).toHaveLength(1);
});

test('an address inside is no push service: nothing is asked of it', async () => {
  const inside = { ...world.service.subscribe(), endpoint: 'https://127.0.0.1:8443/push' };
  await asKossi((ctx) => addDevice(ctx, world.seal, inside, 'Téléphone'));
  await ask();
  await world.live(1);
  expect(await asKossi(listDevices)).toEqual([]);
  expect(world.letters()).toHaveLength(1);
});

test('one’s own bot: found by its maker’s word, by nobody else’s; told by it; blocked, the letter comes', async () => {
  const { telegram, atelier } = world;
  const house = { store: world.database.store, seal: world.seal, messenger: world.teller.messenger! };
  const connect = (token: string) => connectBot(house, atelier.workspaceId, kossi, token);
  await expect(connect('987654321:AAF-un-autre-marche-plus-loin-la')).rejects.toMatchObject({ code: 'told_bot_token' });
  await expect(connect('not a token')).rejects.toMatchObject({ code: 'told_bot_token' });
  await connect(telegram.token);
  const { invitation } = (await asKossi<Awaited<ReturnType<typeof readBot>>>((ctx) => readBot(ctx, house)))!;
  expect(invitation).toMatch(/^https:\/\/t\.me\/awa_palabre_bot\?start=[\w-]{22}$/);
  const find = () => findBotChat(house, atelier.workspaceId, kossi);
  const word = new URL(invitation!).searchParams.get('start')!;
  telegram.write(666, '/start');
  telegram.write(667, `/start ${word}`, 'group');
  await expect(find()).rejects.toMatchObject({ code: 'told_bot_silent' });
  telegram.answers.push({ status: 409, body: { ok: false, error_code: 409 } });
  await expect(find()).rejects.toMatchObject({ code: 'told_bot_busy' });
  telegram.write(4242, `/start ${word}`);
  await find();

  telegram.answers.push({ status: 429, body: { ok: false, parameters: { retry_after: 90 } } });
  await ask();
  await world.live(1);
  expect(telegram.said).toEqual([]);
  await world.live(2);
  expect(telegram.said).toEqual([
    { chatId: '4242', text: expect.stringMatching(/^Chez Tantine Afi.: on vous demande quelque chose\.\nhttps:/) },
  ]);
  expect(world.letters()).toEqual([]);
  const stored = await world.database.peek<{ sealed: Buffer }>('select sealed from notices.bot where user_id = $1', [kossi.userId]);
  expect(stored[0]!.sealed.includes(telegram.token.slice(0, 12))).toBe(false);

  await world.live(10);
  telegram.answers.push({ status: 403, body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' } });
  await ask();
  await world.live(1);
  expect(world.letters()).toHaveLength(1);
  expect(await asKossi((ctx) => readBot(ctx, house))).toMatchObject({ found: true, broken: true, invitation: null });
  await asKossi(removeBot);
});

test('in quiet hours everything waits, is told together when they end, and what was done meanwhile is no news', async () => {
  await choose({}, ['21:00', '07:00']);
  setClock('22:00');
  await ask();
  const done = await ask();
  await world.atelier.as(world.atelier.awa)((ctx) => writeRemark(ctx, postId, 'La photo de @Kossi est belle'));
  await world.live(60);
  expect(world.letters()).toEqual([]);
  await asKossi((ctx) => finish(ctx, postId, done, true));
  await world.live(8.5 * 60);
  const [letter, ...more] = world.letters();
  expect(more).toEqual([]);
  expect(letter).toContain('on vous demande quelque chose.');
  // Remarks are told in the digest, at eight.
  expect(letter).not.toContain('remarque');
  await world.live(60);
  const [digest] = world.letters();
  expect(digest).toMatch(/un collègue a écrit sous un contenu que vous suivez/);
  expect(digest).not.toContain('photo');
});

test('what comes shortly after is said together, and never to those who want to hear nothing of it', async () => {
  await ask();
  await world.live(1);
  expect(world.letters()).toHaveLength(1);
  await ask();
  await ask();
  await world.live(2);
  expect(world.letters()).toEqual([]);
  await world.live(5);
  expect(world.letters()).toEqual([expect.stringContaining('on vous demande 2 choses')]);
  await ask();
  await choose({ asked: ['never'] });
  await ask();
  await world.live(60);
  expect(world.letters()).toEqual([]);
});

test('an answer that is lost: once more, and never a third time', async () => {
  await addBrowser();
  world.service.answers.push('hang', 'hang', 'hang');
  await ask();
  await world.live(30);
  expect(world.service.pushed).toHaveLength(2);
  expect(new Set(world.service.pushed.map(({ payload }) => payload.tag)).size).toBe(1);
  expect(await states()).toEqual([{ way: 'push', state: 'given_up', doubts: 2 }]);
  world.service.answers.length = 0;
});

test('a sender that dies after it left: once more after a while, and never a third time', async () => {
  await addBrowser();
  const { pusher } = world.teller;
  const dying = {
    ...pusher!,
    push: async (...what: Parameters<NonNullable<typeof pusher>['push']>) => {
      await pusher!.push(...what);
      throw new Error('power cut');
    },
  };
  world.teller.pusher = dying;
  await ask();
  await expect(world.live(1)).rejects.toThrow('power cut');
  expect(await states()).toEqual([{ way: 'push', state: 'waiting', doubts: 1 }]);
  await world.live(1);
  expect(world.service.pushed).toHaveLength(1);
  await expect(world.live(3)).rejects.toThrow('power cut');
  await world.live(30);
  world.teller.pusher = pusher;
  await world.live(30);
  expect(world.service.pushed).toHaveLength(2);
  expect(await states()).toEqual([{ way: 'push', state: 'given_up', doubts: 2 }]);
});

test('a push service that is overfull is asked again when it says', async () => {
  await addBrowser();
  world.service.answers.push(429);
  await ask();
  await world.live(1);
  expect(world.service.pushed).toEqual([]);
  await world.live(3);
  expect(world.service.pushed).toHaveLength(1);
  expect(await states()).toEqual([{ way: 'push', state: 'left', doubts: 0 + 1 }]);
});

test('what nobody can know but a person is told to those who decide, with the client’s name and no word of the post', async () => {
  const { atelier, clientId, database } = world;
  await world.live(60);
  const desk = await openDesk('N', { database, workspaceId: atelier.workspaceId });
  desk.network.faults = () => ({ applied: true, answer: 'lost' }) as never;
  await atelier.as(atelier.awa)((ctx) => {
    const segments = [{ text: 'Grand soir', title: '', language: 'fr', media: [] }];
    const outgoing = { channelId: desk.channelId, network: desk.network.name, onceClass: 'N' as const, networkUserId: 'me', segments };
    const when = { wall: database.clock.now().toISOString().slice(0, 16), zone: 'Africa/Lome', notBefore: database.clock.now() };
    return schedulePublications(ctx, { ...when, postId, clientId, publications: [outgoing] });
  });
  await desk.run(60 * 60_000);
  await world.live(10);
  const letters = world.letters();
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatch(/Bonjour Awa,\s+Chez Tantine Afi.: une publication attend votre décision\.\s+https:\S+\/publications\//);
  expect(letters[0]).not.toContain('Grand soir');
});

test('the week in figures comes on Monday, once it was chosen, and every Monday', async () => {
  await choose({ week: ['digest'] });
  await world.live(7 * 24 * 60);
  expect(world.letters().filter((letter) => letter.includes('Bonjour Kossi'))).toEqual([
    expect.stringMatching(/La semaine.: \d+ en ligne/),
  ]);
  await world.live(7 * 24 * 60);
  expect(world.letters().filter((letter) => letter.includes('La semaine'))).toHaveLength(1);
});

test('settings show what would happen; a way that is there but not chosen stays away', async () => {
  await addBrowser();
  await choose({ asked: ['now', ['mail']] });
  const { subjects, available } = await asKossi<Awaited<ReturnType<typeof readSettings>>>((ctx) => readSettings(ctx, waysOf(world.teller)));
  expect(available).toEqual(['push', 'mail']);
  expect(subjects.find(({ subject }) => subject === 'asked')).toMatchObject({ pace: 'now', ways: ['mail'] });
  expect(subjects.map(({ subject }) => subject)).not.toContain('connection');
  await ask();
  await world.live(1);
  expect([world.letters().length, world.service.pushed.length]).toEqual([1, 0]);
});

test('who has left is told nothing, and nothing of theirs is kept; guests choose nothing', async () => {
  await addBrowser();
  await ask();
  await world.live();
  await world.atelier.as(world.atelier.awa)((ctx) => removePerson(ctx, kossi.userId));
  await world.live(60);
  expect([world.letters(), world.service.pushed]).toEqual([[], []]);
  for (const table of ['habit', 'wish', 'device', 'bot', 'notice', 'message'])
    expect(await world.database.peek(`select 1 from notices.${table} where user_id = $1`, [kossi.userId])).toEqual([]);
  const guest = await world.atelier.join('Essi', 'guest', [world.clientId]);
  await expect(world.atelier.as(guest)((ctx) => readSettings(ctx, waysOf(world.teller)))).rejects.toMatchObject({ code: 'forbidden' });
});
