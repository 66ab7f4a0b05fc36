import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addByHand } from '#modules/channels';
import { createClient } from '#modules/clients';
import { readPost, savePost } from '#modules/calendar';
import { readPublicationsOf, readToPost, schedulePublications } from '#modules/publishing';
import { writingOf, type Change, type Outcome } from '#modules/offline/shapes';
import { openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { openWorkspace, type TestWorkspace } from '../../tests/worlds/people.ts';
import { openDesk, type Desk } from '../../tests/worlds/publishing/desk.ts';
import { addChannel } from '../modules/calendar/furnish.fixture.ts';
import { planFor } from '../modules/publishing/building.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import type { Actor } from '../words/actor.ts';
import { newId, type Id } from '../words/ids.ts';
import { receiveChanges } from './receive-changes.ts';
import { settleTwoTexts } from './settle-two-texts.ts';

let database: TestDatabase;
let atelier: TestWorkspace;
let clientId: Id;
let channelId: Id;
let desk: Desk;
const phone = newId();
const accidents: unknown[] = [];
const LINK = 'https://www.facebook.com/tantineafi/posts/1';
const noon = { wall: '2026-12-24T12:00', zone: 'Africa/Lome' };

beforeAll(async () => {
  database = await openTestDatabase();
  atelier = await openWorkspace(database);
  clientId = (await atelier.as(atelier.awa)((ctx) => createClient(ctx, { name: 'Chez Tantine Afi' }))).id;
  channelId = await addChannel(database, { workspaceId: atelier.workspaceId, clientId, handle: '@afi' });
  desk = await openDesk('H', { database, name: 'facebook', workspaceId: atelier.workspaceId });
});
beforeEach(() => void accidents.splice(0));
afterAll(() => database?.close());

const lome = { zone: 'Africa/Lome', whereOf: ({ network }: { network: string }) => network };
const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => atelier.as(atelier.awa)(work);
const send = async (changes: Change[], actor: Actor = atelier.awa, device = phone): Promise<Outcome[]> => {
  const counter = { ...lome, work: atelier.as(actor), report: (accident: unknown) => void accidents.push(accident) };
  return (await receiveChanges(counter, { device, changes, have: {}, chosen: [clientId] })).outcomes;
};
const variants = () => [{ channelId, text: null, title: null, thread: [], mediaIds: null }];
const begin = () => asAwa((ctx) => savePost(ctx, { clientId, text: 'Un', variants: variants() }));
const write = (postId: Id, edits: object, base: number | null = 1): Change => ({
  id: newId(),
  kind: 'write',
  postId,
  clientId,
  base,
  edits,
});
const read = (id: Id) => asAwa((ctx) => readPost(ctx, id));

test('arriving twice, a change is answered as it was and done once; another one under its id is refused', async () => {
  const { id } = await begin();
  const change = write(id, { text: { value: 'Deux', known: ['Un'] } });
  expect(await send([change])).toEqual([{ id: change.id, is: 'done' }]);
  await asAwa((ctx) => savePost(ctx, { id, text: 'Un' }));
  expect(await send([change])).toEqual([{ id: change.id, is: 'done' }]);
  expect(await read(id)).toMatchObject({ text: 'Un', version: 3 });
  expect(await send([{ ...change, base: 2 } as Change])).toMatchObject([{ is: 'refused', code: 'change_differs' }]);
});

test('fields that nobody else wrote are taken, the one that somebody wrote stays, with ours beside it until one is chosen', async () => {
  const { id } = await begin();
  await asAwa((ctx) => savePost(ctx, { id, text: 'De Kodjo' }));
  const change = write(id, { text: { value: 'De moi', known: ['Un'] }, title: { value: 'Midi', known: [''] } });
  expect(await send([change])).toEqual([{ id: change.id, is: 'conflict', fields: ['text'] }]);
  expect(await read(id)).toMatchObject({ text: 'De Kodjo', title: 'Midi', version: 3 });
  // The same hand goes on: its last text is the one that is kept.
  await send([write(id, { text: { value: 'De moi, plus loin', known: ['Un', 'De moi'] } })]);
  const open = await database.peek<{ id: Id; ours: string; theirs: string }>(
    'select id, ours, theirs from offline.conflict where post_id = $1 and settled_at is null',
    [id],
  );
  expect(open).toMatchObject([{ ours: 'De moi, plus loin', theirs: 'De Kodjo' }]);
  const settle = (version: number) => asAwa((ctx) => settleTwoTexts(ctx, open[0]!.id, { chosen: 'ours', version }));
  await expect(settle(2)).rejects.toMatchObject({ code: 'stale' });
  await settle(3);
  expect(await read(id)).toMatchObject({ text: 'De moi, plus loin' });
  await expect(settle(4)).rejects.toMatchObject({ code: 'not_found' });
});

test('a post begun on the device is made with its id; a change that makes no sense stops no other', async () => {
  const [first, second] = [newId(), newId()];
  const bad = { ...write(newId(), {}), edits: { text: { value: 12, known: [] } } } as unknown as Change;
  const gone = write(newId(), { text: { value: 'x', known: [''] } }, 4);
  const made = [first, second].map((id) => write(id, { text: { value: `Texte ${id}`, known: [''] } }, null));
  expect((await send([made[0]!, bad, gone, made[1]!])).map((one) => ('code' in one ? one.code : one.is))).toEqual([
    'done',
    'invalid',
    'not_found',
    'done',
  ]);
  expect(await read(second)).toMatchObject({ text: `Texte ${second}`, clientId });
  expect(accidents).toEqual([]);
});

test('what asks to leave is done only while the post is what was seen, by somebody who may, for an hour to come', async () => {
  const { id } = await begin();
  const seen = { ...writingOf(await read(id)), wish: noon };
  const plan = (more: object = {}): Change => ({ id: newId(), kind: 'plan', postId: id, seen, wish: noon, ...more });
  const hour = write(id, { wish: { value: noon, known: [null] } });
  const kodjo = await atelier.join('Kodjo', 'creator', [clientId]);
  expect(await send([hour, plan()], kodjo)).toMatchObject([{ is: 'done' }, { is: 'refused', code: 'forbidden' }]);
  await asAwa((ctx) => savePost(ctx, { id, text: 'Changé par un autre' }));
  expect(await send([plan()])).toMatchObject([{ is: 'refused', code: 'changed_since' }]);
  expect(await asAwa((ctx) => readPublicationsOf(ctx, [id]))).toEqual([]);
  const now = { ...seen, text: 'Changé par un autre' };
  const past = { wall: '2026-11-01T12:00', zone: noon.zone };
  expect(await send([plan({ seen: now, wish: past })])).toMatchObject([{ is: 'refused', code: 'plan_in_the_past' }]);
  const good = plan({ seen: now });
  expect(await send([good])).toMatchObject([{ is: 'done' }]);
  expect(await send([good])).toMatchObject([{ is: 'done' }]);
  expect(await asAwa((ctx) => readPublicationsOf(ctx, [id]))).toMatchObject([{ state: 'SCHEDULED', text: 'Changé par un autre' }]);
});

test('the client is shown a post only while it is what was seen, and once', async () => {
  const { id } = await begin();
  await send([write(id, { wish: { value: noon, known: [null] } })]);
  const seen = writingOf(await read(id));
  const ask = (more: object = {}): Change => ({ id: newId(), kind: 'ask', postId: id, seen, ...more });
  const requests = async () => (await database.peek('select 1 from approval.asked where post_id = $1', [id])).length;
  await asAwa((ctx) => savePost(ctx, { id, text: 'Changé par un autre' }));
  expect(await send([ask()])).toMatchObject([{ is: 'refused', code: 'changed_since' }]);
  expect(await requests()).toBe(0);
  const good = ask({ seen: { ...seen, text: 'Changé par un autre' } });
  expect(await send([good])).toMatchObject([{ is: 'done' }]);
  expect(await send([good])).toMatchObject([{ is: 'done' }]);
  expect(await requests()).toBe(1);
});

test('what a person posted by hand and said without a network is taken once; said too late, it changes nothing', async () => {
  const place = await asAwa((ctx) => addByHand(ctx, {} as never, { clientId, place: 'facebook_page', name: 'Tantine', address: '' }));
  const asked = planFor({ at: database.clock.now(), clientId, channelId: place, network: 'facebook', onceClass: 'H' });
  const [one] = await desk.desk((ctx) => schedulePublications(ctx, asked));
  await desk.run(60_000);
  expect(await asAwa(readToPost)).toHaveLength(1);
  const say = (decision: 'published' | 'not_yet' | 'drop', more: object = {}): Change => ({
    ...{ id: newId(), kind: 'hand', publicationId: one!, decision, url: '', minutes: 15 },
    ...{ saidAt: database.clock.now().toISOString(), ...more },
  });
  expect(await send([say('published')])).toMatchObject([{ is: 'refused', code: 'link_needed' }]);
  const answer = say('published', { url: LINK });
  expect(await send([answer])).toMatchObject([{ is: 'done' }]);
  expect(await send([answer, say('drop')])).toMatchObject([{ is: 'done' }, { is: 'refused', code: 'not_asked' }]);
  expect(await desk.read(one!)).toMatchObject({ state: 'PUBLISHED', remoteUrl: LINK });
});

test('of a client one may not see, nothing is told and nothing is written', async () => {
  const { id } = await begin();
  const other = await asAwa((ctx) => createClient(ctx, { name: 'Hôtel Les Filaos' }));
  const stranger = await atelier.join('Efua', 'creator', [other.id]);
  const counter = { ...lome, work: atelier.as(stranger), report: () => undefined };
  const change = write(id, { text: { value: 'Volé', known: ['Un'] } });
  const { outcomes, told } = await receiveChanges(counter, { device: phone, changes: [change], have: {}, chosen: null });
  expect(outcomes).toMatchObject([{ is: 'refused', code: 'not_found' }]);
  expect(told).toMatchObject({ all: [], posts: [], clients: [{ name: 'Hôtel Les Filaos' }], channels: [], conflicts: [] });
});
