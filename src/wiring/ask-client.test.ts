import { expect, test } from 'vitest';
import { copyLink, nameContact, readAsked, readDoor, readRequest, readSession, revokeLink } from '#modules/approval';
import { savePost } from '#modules/calendar';
import { readOnline, readPublicationsOf, releaseHeld, schedulePublications } from '#modules/publishing';
import { newId } from '../words/ids.ts';
import { answerAsClient, declareForClient, proposePosts, takeHour } from './ask-client.ts';
import { noon, openAsking } from './asking.fixture.ts';
import { handEdits, movePost, schedulePost, takeBack } from './plan-post.ts';

const world = openAsking();
const { agree, answer, asAwa, asked, enter, labels, states, variant } = world;

test('where nobody is asked, planning plans, and nothing is written about it', async () => {
  expect(await asAwa((ctx) => schedulePost(ctx, world.postId, noon))).toMatchObject({ awaitsClient: false });
  expect([await states(), await asAwa((ctx) => readAsked(ctx, world.postId))]).toEqual([['SCHEDULED', 'SCHEDULED'], null]);
});

test('where a yes is required, planning waits as a draft that asks; the yes plans it', async () => {
  await agree('required');
  expect(await asAwa((ctx) => schedulePost(ctx, world.postId, noon))).toMatchObject({ awaitsClient: true });
  expect([await states(), await labels(), (await asked()).turn]).toEqual([['DRAFT', 'DRAFT'], ['awaiting', 'awaiting'], 'client']);
  await answer('yes');
  expect([await states(), (await asked()).turn]).toEqual([['SCHEDULED', 'SCHEDULED'], 'done']);
  expect((await asked()).answers).toMatchObject([{ verdict: 'yes', kind: 'handed', who: 'Mme Afi', n: 1 }]);
  await answer('yes');
  expect((await asked()).answers, 'the same answer twice is one').toHaveLength(1);
});

test('a change after the yes is stopped and asked again, with what was approved kept to be compared', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  await answer('yes');
  await asAwa((ctx) => savePost(ctx, { id: world.postId, text: 'Le menu de demain' }));
  expect(await asAwa((ctx) => handEdits(ctx, world.postId))).toMatchObject({ awaitsClient: true, voided: true });
  expect([await states(), await labels()]).toEqual([
    ['HELD', 'HELD'],
    ['awaiting', 'awaiting'],
  ]);
  const now = await asked();
  expect([now.turn, now.round, now.answers[0]!.content[0]!.segments[0]!.text]).toEqual(['client', 2, 'Le menu du jour']);
  const [held] = await asAwa((ctx) => readPublicationsOf(ctx, [world.postId]));
  await expect(asAwa((ctx) => releaseHeld(ctx, held!.id))).rejects.toMatchObject({ code: 'awaits_client' });
  // Back to the very words approved: the yes is about them.
  await asAwa((ctx) => savePost(ctx, { id: world.postId, text: 'Le menu du jour' }));
  expect(await asAwa((ctx) => handEdits(ctx, world.postId))).toMatchObject({ awaitsClient: false });
  expect([await states(), (await asked()).turn]).toEqual([['SCHEDULED', 'SCHEDULED'], 'done']);
});

test('an hour inside the tolerance is covered, another is asked again', async () => {
  await agree('required', 30);
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  await answer('yes');
  expect(await asAwa((ctx) => movePost(ctx, world.postId, { ...noon, wall: '2026-12-24T12:30' }))).toMatchObject({ awaitsClient: false });
  expect(await states()).toEqual(['SCHEDULED', 'SCHEDULED']);
  expect(await asAwa((ctx) => movePost(ctx, world.postId, { ...noon, wall: '2026-12-24T12:31' }))).toMatchObject({ awaitsClient: true });
  expect(await labels()).toEqual(['awaiting', 'awaiting']);
});

test('a yes taken back before it left stops it; a yes to what is no longer on the page is refused', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  const { fingerprint: old } = await asked();
  await answer('yes');
  await answer('change', { note: 'Pas ce prix' });
  expect([await labels(), (await asked()).turn]).toEqual([['awaiting', 'awaiting'], 'us']);
  await asAwa((ctx) => savePost(ctx, { id: world.postId, text: 'Autre prix' }));
  await asAwa((ctx) => handEdits(ctx, world.postId));
  const { session } = await enter();
  const stale = answerAsClient(world.database.store, session, [{ postId: world.postId, verdict: 'yes', print: old, note: '' }]);
  await expect(stale).rejects.toMatchObject({ code: 'approval_changed' });
});

test('a move never lends the yes given to one version to another', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  await asAwa((ctx) => savePost(ctx, { id: world.postId, text: 'Jamais remis' }));
  await asAwa((ctx) => proposePosts(ctx, world.house.clientId, [world.postId], ''));
  await answer('yes');
  expect(await states(), 'what was handed over is not what was approved').toEqual(['DRAFT', 'DRAFT']);
  await asAwa((ctx) => movePost(ctx, world.postId, noon));
  expect(await labels()).toEqual(['awaiting', 'awaiting']);
  await asAwa((ctx) => handEdits(ctx, world.postId));
  expect(await states(), 'handed over, it is').toEqual(['SCHEDULED', 'SCHEDULED']);
});

test('the hour the client proposes, taken unchanged, is their yes', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  await answer('hour', { proposedWall: '2026-12-24T17:00' });
  expect((await asked()).turn).toBe('us');
  await asAwa((ctx) => takeHour(ctx, world.postId));
  expect([await states(), (await asked()).turn]).toEqual([['SCHEDULED', 'SCHEDULED'], 'done']);
  expect((await asked()).answers[0]).toMatchObject({ verdict: 'yes', who: 'Mme Afi', declaredBy: 'Awa' });
  await expect(asAwa((ctx) => takeHour(ctx, world.postId))).rejects.toMatchObject({ code: 'approval_no_hour' });
});

test('declared by the community manager: with a note, and their name', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  const { fingerprint: print } = await asked();
  const declared = { verdict: 'yes', who: 'Mme Afi', print } as const;
  await expect(asAwa((ctx) => declareForClient(ctx, world.postId, { ...declared, note: '' }))).rejects.toMatchObject({ field: 'note' });
  await asAwa((ctx) => declareForClient(ctx, world.postId, { ...declared, note: 'Note vocale du 2 décembre' }));
  expect([await states(), (await asked()).answers[0]]).toMatchObject([['SCHEDULED', 'SCHEDULED'], { kind: 'declared', declaredBy: 'Awa' }]);
});

test('optional asks and blocks nothing; required from now on stops what was never shown', async () => {
  await agree('optional');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  await answer('no');
  expect([await states(), (await asked()).turn]).toEqual([['SCHEDULED', 'SCHEDULED'], 'us']);
});

test('a request that names nobody greets who gave an address', async () => {
  await asAwa((ctx) => nameContact(ctx, world.house.clientId, { name: 'Mme Afi', email: 'afi@exemple.invalid' }));
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  const addressed = async (addressee: string) => {
    const id = await asAwa((ctx) => proposePosts(ctx, world.house.clientId, [world.postId], addressee));
    return (await asAwa((ctx) => readRequest(ctx, id))).addressee;
  };
  expect([await addressed(''), await addressed('M. Afi')]).toEqual(['Mme Afi', 'M. Afi']);
});

test('a batch has its own link; revoked, link and session are dead, and what was answered stays', async () => {
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  const id = await asAwa((ctx) => proposePosts(ctx, world.house.clientId, [world.postId], 'Mme Afi'));
  const { token, cookie } = await enter();
  expect(await readDoor(world.database.store, token, readOnline)).toMatchObject({ count: 1, request: { id, addressee: 'Mme Afi' } });
  expect(await asAwa((ctx) => copyLink(ctx, world.seal, id)), 'the same link again').toBe(token);
  await answer('yes');
  expect(await readDoor(world.database.store, token, readOnline), 'nothing waits any more').toMatchObject({ count: 0 });
  await asAwa((ctx) => revokeLink(ctx, id));
  await expect(readDoor(world.database.store, token, readOnline)).rejects.toMatchObject({ code: 'approval_link_dead' });
  expect(await readSession(world.database.store, cookie)).toBeNull();
  await expect(readDoor(world.database.store, 'x', readOnline)).rejects.toMatchObject({ code: 'approval_link_dead' });
  expect((await asAwa((ctx) => readRequest(ctx, id))).posts[0]!.answers).toHaveLength(1);
});

test('an expired link opens nothing; a link opens no post of another', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  const { session, token, cookie } = await enter();
  const other = (await asAwa((ctx) => savePost(ctx, { clientId: world.house.clientId, text: 'Autre', variants: [variant(0)] }))).id;
  await asAwa((ctx) => schedulePost(ctx, other, noon));
  await asAwa((ctx) => proposePosts(ctx, world.house.clientId, [other], ''));
  const { fingerprint: print } = (await asAwa((ctx) => readAsked(ctx, other)))!;
  const foreign = answerAsClient(world.database.store, session, [{ postId: other, verdict: 'yes', print, note: '' }]);
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  const now = world.database.clock.now();
  world.database.clock.set(new Date('2027-02-01T00:00:00Z'));
  await expect(readDoor(world.database.store, token, readOnline)).rejects.toMatchObject({ code: 'approval_link_dead' });
  expect(await readSession(world.database.store, cookie)).toBeNull();
  world.database.clock.set(now);
});

test('taken back, nobody is asked any more', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  await takeBack((work) => asAwa(work), world.postId);
  expect([await states(), await asAwa((ctx) => readAsked(ctx, world.postId))]).toEqual([['CANCELLED', 'CANCELLED'], null]);
});

test('a yes written is never written over', async () => {
  await agree('optional');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  await answer('yes');
  await expect(world.database.peek('update approval.answer set who = $1', ['Autre'])).rejects.toThrow('never changed');
  await expect(world.database.peek('delete from approval.answer')).rejects.toThrow('never changed');
});

test('publications made without being shown leave where nobody is asked', async () => {
  const at = new Date('2026-12-24T12:00:00Z');
  const segments = [{ text: 'Nu', title: '', language: 'fr', media: [] }];
  const outgoing = {
    channelId: world.house.channelIds[0]!,
    network: 'mastodon' as const,
    onceClass: 'K' as const,
    networkUserId: null,
    segments,
  };
  const when = { wall: '2026-12-24T12:00', zone: 'Africa/Lome', notBefore: at };
  const ids = await asAwa((ctx) =>
    schedulePublications(ctx, { ...when, postId: newId(), clientId: world.house.clientId, publications: [outgoing] }),
  );
  expect(ids).toHaveLength(1);
});
