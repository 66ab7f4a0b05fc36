import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addByHand } from '#modules/channels';
import { createClient } from '#modules/clients';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openWorkspace, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { openDesk, type Desk } from '../../../tests/worlds/publishing/desk.ts';
import {
  beginReconciliation,
  cancelPublications,
  decide,
  listDecisions,
  movePublications,
  readToPost,
  reconcile,
  releaseHeld,
  replacePayloads,
} from './index.server.ts';
import { planFor } from './building.ts';
import { schedulePublications } from './schedule-publications.ts';

let database: TestDatabase;
let atelier: TestWorkspace;
let clientId: Id;
const places = new Map<string, Id>();
let desk: Desk;
/** Nothing is opened there: no key is ever asked for. */
const noSeal = {} as never;

beforeAll(async () => {
  database = await openTestDatabase();
  atelier = await openWorkspace(database);
  clientId = (await atelier.as(atelier.awa)((ctx) => createClient(ctx, { name: 'Chez Tantine Afi' }))).id;
  for (const place of ['facebook_page', 'whatsapp_status']) {
    const asked = { clientId, place, name: `Tantine, ${place}`, address: '' };
    places.set(place, await atelier.as(atelier.awa)((ctx) => addByHand(ctx, noSeal, asked)));
  }
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.peek('truncate publishing.publication, publishing.due, publishing.reconciliation, publishing.pace cascade');
  desk = await openDesk('H', { database, name: 'facebook', workspaceId: atelier.workspaceId });
});

const MINUTE = 60_000;
const LINK = 'https://www.facebook.com/tantineafi/posts/1';

/** Planned in `inMs`, by hand; gives the publication and its post. */
async function plan(place = 'facebook_page', options: { inMs?: number; late?: { policy: 'hold' | 'drop'; minutes: number } } = {}) {
  const at = new Date(database.clock.now().getTime() + (options.inMs ?? 0));
  const asked = planFor({
    ...{ at, clientId, channelId: places.get(place)!, network: 'facebook', onceClass: 'H' as const },
    ...(options.late && { late: options.late }),
  });
  const [id] = await desk.desk((ctx) => schedulePublications(ctx, asked));
  return { id: id!, postId: asked.postId };
}
const answer = (id: Id, decision: Parameters<typeof decide>[2], actor: Actor = atelier.awa) =>
  atelier.as(actor)((ctx) => decide(ctx, id, decision));
const healthy = async () => {
  expect(await desk.violations()).toEqual([]);
  expect(desk.network.requests).toEqual([]);
};

test('an account is told apart from what is posted there: an address of another network says so', async () => {
  const asked = { clientId, place: 'facebook_group', name: 'Tantine, groupe', address: 'https://example.com/tantine' };
  await expect(atelier.as(atelier.awa)((ctx) => addByHand(ctx, noSeal, asked))).rejects.toMatchObject({
    code: 'account_elsewhere',
    field: 'address',
    details: { host: 'example.com' },
  });
});

test('at its hour it is given to a person, and nothing but their word, with a link of that network, makes it published', async () => {
  const { id } = await plan('facebook_page', { inMs: 10 * MINUTE });
  await desk.run(9 * MINUTE);
  expect(await desk.read(id)).toMatchObject({ state: 'READY', label: 'scheduled' });
  await desk.run(2 * MINUTE);
  expect(await desk.read(id)).toMatchObject({
    state: 'NEEDS_DECISION',
    label: 'to_post',
    flag: 'decision',
    reason: 'by_hand',
    canLook: false,
  });
  expect(await desk.desk(listDecisions)).toEqual([]);
  expect(await desk.desk(readToPost)).toMatchObject([{ id, payload: { text: 'Le menu de samedi' } }]);
  await desk.run(24 * 60 * MINUTE);
  expect(await desk.read(id)).toMatchObject({ state: 'NEEDS_DECISION', flag: 'late', publishedAt: null });

  await expect(answer(id, { decision: 'published' })).rejects.toMatchObject({ code: 'link_needed' });
  await expect(answer(id, { decision: 'published', url: 'https://facebook.com.exemple.tg/1' })).rejects.toMatchObject({
    code: 'link_elsewhere',
  });
  await expect(answer(id, { decision: 'send' })).rejects.toMatchObject({ code: 'nothing_sends_it' });
  await answer(id, { decision: 'published', url: LINK });
  const ledger = await desk.read(id);
  expect(ledger).toMatchObject({ state: 'PUBLISHED', remoteUrl: LINK, publishedAt: database.clock.now() });
  expect(ledger.lines.map(({ what }) => what)).not.toContain('attempt');
  expect(ledger.lines).toContainEqual(expect.objectContaining({ what: 'decision', decision: 'published', by: 'Awa', url: LINK }));
  expect(ledger.lines).toContainEqual(expect.objectContaining({ what: 'evidence', kind: 'person', shows: 'exists', remoteUrl: LINK }));
  await healthy();
});

test('where nothing published has an address, none is asked for', async () => {
  const { id } = await plan('whatsapp_status');
  await desk.run(MINUTE);
  await answer(id, { decision: 'published' });
  expect(await desk.read(id)).toMatchObject({ state: 'PUBLISHED', remoteUrl: null });
  await healthy();
});

test('not yet: it comes back, with a window of its own; meanwhile it may be moved, changed or cancelled like the rest', async () => {
  const { id, postId } = await plan();
  await desk.run(MINUTE);
  const when = { wall: '2030-01-01T09:00', zone: 'Africa/Lome', notBefore: new Date('2030-01-01T09:00:00Z') };
  const outgoing = { channelId: places.get('facebook_page')!, network: 'facebook', onceClass: 'H', networkUserId: 'me' } as const;
  const changed = [{ ...outgoing, segments: [{ text: 'Un autre menu', title: '', language: 'fr', media: [] }] }];
  await expect(desk.desk((ctx) => movePublications(ctx, postId, when))).rejects.toMatchObject({ code: 'in_your_hands' });
  await expect(desk.desk((ctx) => replacePayloads(ctx, postId, changed))).rejects.toMatchObject({ code: 'in_your_hands' });

  await answer(id, { decision: 'not_yet', minutes: 60 });
  const waiting = await desk.read(id);
  expect(waiting).toMatchObject({ state: 'WAITING', flag: null });
  expect(waiting.notAfter.getTime()).toBe(database.clock.now().getTime() + 90 * MINUTE);
  await desk.run(59 * MINUTE);
  expect((await desk.read(id)).state).toBe('WAITING');
  await desk.run(2 * MINUTE);
  expect((await desk.read(id)).state).toBe('NEEDS_DECISION');

  await answer(id, { decision: 'not_yet' });
  await desk.desk((ctx) => replacePayloads(ctx, postId, changed));
  await desk.run(MINUTE);
  expect(await desk.desk(readToPost)).toMatchObject([{ id, payload: { text: 'Un autre menu' } }]);
  expect(await desk.desk((ctx) => cancelPublications(ctx, postId))).toMatchObject({ cancelled: [id], wished: [] });
  expect(await desk.read(id)).toMatchObject({ state: 'CANCELLED' });
  await expect(answer(id, { decision: 'published', url: LINK })).rejects.toMatchObject({ code: 'not_asked' });
  await healthy();
});

test('what no worker could give in time follows its late policy, certain that nobody was given it', async () => {
  const held = await plan();
  const dropped = await plan('whatsapp_status', { late: { policy: 'drop', minutes: 5 } });
  database.clock.advance(45 * MINUTE);
  await desk.run(MINUTE);
  expect(await desk.read(held.id)).toMatchObject({ state: 'HELD', reason: 'late' });
  expect(await desk.read(dropped.id)).toMatchObject({ state: 'CANCELLED', reason: 'dropped_late' });
  await desk.desk((ctx) => releaseHeld(ctx, held.id));
  await desk.run(MINUTE);
  expect((await desk.read(held.id)).state).toBe('NEEDS_DECISION');
  await healthy();
});

test('a creator without other rights answers for their clients; guests and others do not', async () => {
  const { id } = await plan();
  await desk.run(MINUTE);
  const creator = await atelier.join('Edem', 'creator', [clientId]);
  const elsewhere = await atelier.join('Yao', 'creator', []);
  const guest = await atelier.join('Afi', 'guest', [clientId]);
  await expect(answer(id, { decision: 'drop' }, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  await expect(answer(id, { decision: 'drop' }, guest)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await atelier.as(guest)(readToPost)).toEqual([]);
  expect(await atelier.as(elsewhere)(readToPost)).toEqual([]);
  expect(await atelier.as(creator)(readToPost)).toHaveLength(1);
  await answer(id, { decision: 'published', url: LINK }, creator);
  expect((await desk.read(id)).lines).toContainEqual(expect.objectContaining({ what: 'decision', by: 'Edem' }));
  await healthy();
});

test('restored from a backup, the person is asked before anything else; put off, it comes back', async () => {
  const { id } = await plan('facebook_page', { inMs: 5 * MINUTE });
  database.clock.advance(10 * MINUTE);
  await beginReconciliation(database.store, database.clock.now(), database.clock.now());
  await reconcile(database.store, database.clock.now());
  await desk.run(MINUTE);
  expect(await desk.read(id)).toMatchObject({ state: 'NEEDS_DECISION', label: 'to_post', reason: 'no_lookup' });
  await answer(id, { decision: 'not_yet', minutes: 1 });
  await reconcile(database.store, database.clock.now());
  await desk.run(5 * MINUTE);
  expect(await desk.read(id)).toMatchObject({ state: 'NEEDS_DECISION', reason: 'by_hand' });
  await healthy();
});

test('the database itself keeps what is posted by hand out of every state in which something leaves', async () => {
  const { id } = await plan();
  await expect(database.peek("update publishing.publication set state = 'SENDING' where id = $1", [id])).rejects.toThrow(
    /publication_by_hand/,
  );
});
