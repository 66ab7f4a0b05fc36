import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  agreeMode,
  copyLink,
  enterByLink,
  listRequests,
  mayLeave,
  readAsked,
  readDoor,
  readEvidence,
  readRequest,
  readSession,
  revokeLink,
  sayReminded,
  saySent,
} from '#modules/approval';
import type { Mode, Silence, Verdict } from '#modules/approval/shapes';
import { savePost } from '#modules/calendar';
import { readPublicationsOf, releaseHeld, schedulePublications } from '#modules/publishing';
import { openSeal } from '#plumbing/seal';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { furnish } from '../modules/calendar/furnish.fixture.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import { newId, type Id } from '../words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { answerAsClient, declareForClient, proposePosts, reviewInside, takeHour } from './ask-client.ts';
import { hearSilences } from './hear-silences.ts';
import { handEdits, movePost, schedulePost, takeBack } from './plan-post.ts';

const keys = mkdtempSync(path.join(tmpdir(), 'palabre-keys-'));
const seal = openSeal(path.join(keys, 'keys'));
const noon = { wall: '2026-12-24T12:00', zone: 'Africa/Lome' };
let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
let postId: Id;
const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);
const states = async () => (await asAwa((ctx) => readPublicationsOf(ctx, [postId]))).map(({ state }) => state);
const labels = async () => (await asAwa((ctx) => readPublicationsOf(ctx, [postId]))).map(({ label }) => label);
const asked = async () => (await asAwa((ctx) => readAsked(ctx, postId)))!;
const variant = (index: number) => ({ channelId: house.channelIds[index]!, text: null, title: null, thread: [], mediaIds: null });
const agree = (mode: Mode, minutes = 0, more: { silence?: Silence; silenceHours?: number } = {}) =>
  asAwa((ctx) => agreeMode(ctx, house.clientId, { mode, minutes, ...more }));

/** The client at their phone: opens the link, gives a name, answers what is on the page. */
async function enter(name = 'Mme Afi') {
  const { requestId } = await asked();
  const token = await asAwa((ctx) => copyLink(ctx, seal, requestId));
  const session = await enterByLink(database.store, token, name);
  return { requestId, token, session: (await readSession(database.store, session.token))!, cookie: session.token };
}
async function answer(verdict: Verdict, more: { note?: string; proposedWall?: string } = {}) {
  const { session } = await enter();
  const { fingerprint: print } = await asked();
  await answerAsClient(database.store, session, [{ postId, verdict, print, note: '', ...more }]);
}

beforeAll(async () => void (database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
beforeEach(async () => {
  house = await furnish(database);
  const content = { clientId: house.clientId, text: 'Le menu du jour', variants: [variant(0), variant(1)] };
  postId = (await asAwa((ctx) => savePost(ctx, content))).id;
});
afterAll(async () => {
  await database.close();
  rmSync(keys, { recursive: true });
});

test('where nobody is asked, planning plans, and nothing is written about it', async () => {
  expect(await asAwa((ctx) => schedulePost(ctx, postId, noon))).toMatchObject({ awaitsClient: false });
  expect([await states(), await asAwa((ctx) => readAsked(ctx, postId))]).toEqual([['SCHEDULED', 'SCHEDULED'], null]);
});

test('where a yes is required, planning waits as a draft that asks; the yes plans it', async () => {
  await agree('required');
  expect(await asAwa((ctx) => schedulePost(ctx, postId, noon))).toMatchObject({ awaitsClient: true });
  expect([await states(), await labels(), (await asked()).turn]).toEqual([['DRAFT', 'DRAFT'], ['awaiting', 'awaiting'], 'client']);
  await answer('yes');
  expect([await states(), (await asked()).turn]).toEqual([['SCHEDULED', 'SCHEDULED'], 'done']);
  expect((await asked()).answers).toMatchObject([{ verdict: 'yes', kind: 'handed', who: 'Mme Afi', n: 1 }]);
  await answer('yes');
  expect((await asked()).answers, 'the same answer twice is one').toHaveLength(1);
});

test('a change after the yes is stopped and asked again, with what was approved kept to be compared', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await answer('yes');
  await asAwa((ctx) => savePost(ctx, { id: postId, text: 'Le menu de demain' }));
  expect(await asAwa((ctx) => handEdits(ctx, postId))).toMatchObject({ awaitsClient: true, voided: true });
  expect([await states(), await labels()]).toEqual([
    ['HELD', 'HELD'],
    ['awaiting', 'awaiting'],
  ]);
  const now = await asked();
  expect([now.turn, now.round, now.answers[0]!.content[0]!.segments[0]!.text]).toEqual(['client', 2, 'Le menu du jour']);
  const [held] = await asAwa((ctx) => readPublicationsOf(ctx, [postId]));
  await expect(asAwa((ctx) => releaseHeld(ctx, held!.id))).rejects.toMatchObject({ code: 'awaits_client' });
  // Back to the very words approved: the yes is about them.
  await asAwa((ctx) => savePost(ctx, { id: postId, text: 'Le menu du jour' }));
  expect(await asAwa((ctx) => handEdits(ctx, postId))).toMatchObject({ awaitsClient: false });
  expect([await states(), (await asked()).turn]).toEqual([['SCHEDULED', 'SCHEDULED'], 'done']);
});

test('an hour inside the tolerance is covered, another is asked again', async () => {
  await agree('required', 30);
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await answer('yes');
  expect(await asAwa((ctx) => movePost(ctx, postId, { ...noon, wall: '2026-12-24T12:30' }))).toMatchObject({ awaitsClient: false });
  expect(await states()).toEqual(['SCHEDULED', 'SCHEDULED']);
  expect(await asAwa((ctx) => movePost(ctx, postId, { ...noon, wall: '2026-12-24T12:31' }))).toMatchObject({ awaitsClient: true });
  expect(await labels()).toEqual(['awaiting', 'awaiting']);
});

test('a yes taken back before it left stops it; a yes to what is no longer on the page is refused', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  const { fingerprint: old } = await asked();
  await answer('yes');
  await answer('change', { note: 'Pas ce prix' });
  expect([await labels(), (await asked()).turn]).toEqual([['awaiting', 'awaiting'], 'us']);
  await asAwa((ctx) => savePost(ctx, { id: postId, text: 'Autre prix' }));
  await asAwa((ctx) => handEdits(ctx, postId));
  const { session } = await enter();
  const stale = answerAsClient(database.store, session, [{ postId, verdict: 'yes', print: old, note: '' }]);
  await expect(stale).rejects.toMatchObject({ code: 'approval_changed' });
});

test('a move never lends the yes given to one version to another', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await asAwa((ctx) => savePost(ctx, { id: postId, text: 'Jamais remis' }));
  await asAwa((ctx) => proposePosts(ctx, house.clientId, [postId], ''));
  await answer('yes');
  expect(await states(), 'what was handed over is not what was approved').toEqual(['DRAFT', 'DRAFT']);
  await asAwa((ctx) => movePost(ctx, postId, noon));
  expect(await labels()).toEqual(['awaiting', 'awaiting']);
  await asAwa((ctx) => handEdits(ctx, postId));
  expect(await states(), 'handed over, it is').toEqual(['SCHEDULED', 'SCHEDULED']);
});

test('the hour the client proposes, taken unchanged, is their yes', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await answer('hour', { proposedWall: '2026-12-24T17:00' });
  expect((await asked()).turn).toBe('us');
  await asAwa((ctx) => takeHour(ctx, postId));
  expect([await states(), (await asked()).turn]).toEqual([['SCHEDULED', 'SCHEDULED'], 'done']);
  expect((await asked()).answers[0]).toMatchObject({ verdict: 'yes', who: 'Mme Afi', declaredBy: 'Awa' });
  await expect(asAwa((ctx) => takeHour(ctx, postId))).rejects.toMatchObject({ code: 'approval_no_hour' });
});

test('declared by the community manager: with a note, and their name', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  const { fingerprint: print } = await asked();
  const declared = { verdict: 'yes', who: 'Mme Afi', print } as const;
  await expect(asAwa((ctx) => declareForClient(ctx, postId, { ...declared, note: '' }))).rejects.toMatchObject({ field: 'note' });
  await asAwa((ctx) => declareForClient(ctx, postId, { ...declared, note: 'Note vocale du 2 décembre' }));
  expect([await states(), (await asked()).answers[0]]).toMatchObject([['SCHEDULED', 'SCHEDULED'], { kind: 'declared', declaredBy: 'Awa' }]);
});

test('optional asks and blocks nothing; required from now on stops what was never shown', async () => {
  await agree('optional');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await answer('no');
  expect([await states(), (await asked()).turn]).toEqual([['SCHEDULED', 'SCHEDULED'], 'us']);
});

test('a batch has its own link; revoked, link and session are dead, and what was answered stays', async () => {
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  const id = await asAwa((ctx) => proposePosts(ctx, house.clientId, [postId], 'Mme Afi'));
  const { token, cookie } = await enter();
  expect(await readDoor(database.store, token)).toMatchObject({ count: 1, request: { id, addressee: 'Mme Afi' } });
  expect(await asAwa((ctx) => copyLink(ctx, seal, id)), 'the same link again').toBe(token);
  await answer('yes');
  await asAwa((ctx) => revokeLink(ctx, id));
  await expect(readDoor(database.store, token)).rejects.toMatchObject({ code: 'approval_link_dead' });
  expect(await readSession(database.store, cookie)).toBeNull();
  await expect(readDoor(database.store, 'x')).rejects.toMatchObject({ code: 'approval_link_dead' });
  expect((await asAwa((ctx) => readRequest(ctx, id))).posts[0]!.answers).toHaveLength(1);
});

test('an expired link opens nothing; a link opens no post of another', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  const { session, token, cookie } = await enter();
  const other = (await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Autre', variants: [variant(0)] }))).id;
  await asAwa((ctx) => schedulePost(ctx, other, noon));
  await asAwa((ctx) => proposePosts(ctx, house.clientId, [other], ''));
  const { fingerprint: print } = (await asAwa((ctx) => readAsked(ctx, other)))!;
  const foreign = answerAsClient(database.store, session, [{ postId: other, verdict: 'yes', print, note: '' }]);
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  const now = database.clock.now();
  database.clock.set(new Date('2027-02-01T00:00:00Z'));
  await expect(readDoor(database.store, token)).rejects.toMatchObject({ code: 'approval_link_dead' });
  expect(await readSession(database.store, cookie)).toBeNull();
  database.clock.set(now);
});

test('taken back, nobody is asked any more', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await takeBack((work) => asAwa(work), postId);
  expect([await states(), await asAwa((ctx) => readAsked(ctx, postId))]).toEqual([['CANCELLED', 'CANCELLED'], null]);
});

test('a yes written is never written over', async () => {
  await agree('optional');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await answer('yes');
  await expect(database.peek('update approval.answer set who = $1', ['Autre'])).rejects.toThrow('never changed');
  await expect(database.peek('delete from approval.answer')).rejects.toThrow('never changed');
});

test('publications made without being shown leave where nobody is asked', async () => {
  const at = new Date('2026-12-24T12:00:00Z');
  const segments = [{ text: 'Nu', title: '', language: 'fr', media: [] }];
  const outgoing = {
    channelId: house.channelIds[0]!,
    network: 'mastodon' as const,
    onceClass: 'K' as const,
    networkUserId: null,
    segments,
  };
  const when = { wall: '2026-12-24T12:00', zone: 'Africa/Lome', notBefore: at };
  const ids = await asAwa((ctx) =>
    schedulePublications(ctx, { ...when, postId: newId(), clientId: house.clientId, publications: [outgoing] }),
  );
  expect(ids).toHaveLength(1);
});

const review = async (verdict: 'yes' | 'change', note = '') => {
  const { fingerprint: print } = await asked();
  await asAwa((ctx) => reviewInside(ctx, postId, { verdict, note, print }));
};

test('a change may point at a place in one of its pictures, and at no other picture', async () => {
  await agree('required');
  const mediaId = newId();
  await database.peek(
    `with media as (insert into library.media (workspace_id, id, client_id, kind, original_name, original_bytes, alt, created_at)
       values ($1, $2, $3, 'image', 'p.jpg', 2000, 'une photo', now()))
     insert into library.variant (workspace_id, media_id, name, mime, bytes, width, height, sha256)
       values ($1, $2, 'full', 'image/jpeg', 1000, 100, 100, repeat('a', 64))`,
    [house.workspaceId, mediaId, house.clientId],
  );
  await asAwa((ctx) => savePost(ctx, { id: postId, mediaIds: [mediaId] }));
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  const { session } = await enter();
  const { fingerprint: print } = await asked();
  const point = { media: mediaId, x: 250, y: 700 };
  const say = (where: typeof point) =>
    answerAsClient(database.store, session, [{ postId, verdict: 'change', print, note: 'ici', point: where }]);
  await expect(say({ ...point, media: newId() })).rejects.toMatchObject({ code: 'invalid', field: 'point' });
  await say(point);
  await say({ ...point, x: 251 });
  expect((await asked()).answers.map((one) => one.point)).toEqual([{ ...point, x: 251 }, point]);
});

test('declared with a file: kept as it came with the answer, for those who see the client; too large is refused whole', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  const { fingerprint: print } = await asked();
  const declare = (bytes: Uint8Array) =>
    asAwa((ctx) =>
      declareForClient(ctx, postId, {
        ...{ verdict: 'yes', who: 'Mme Afi', note: 'note vocale', print },
        evidence: { name: 'oui.ogg', mime: 'audio/ogg', bytes },
      }),
    );
  await expect(declare(new Uint8Array(3 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'approval_evidence_too_large' });
  expect((await asked()).answers).toEqual([]);
  await declare(Buffer.from('une voix'));
  expect((await asked()).evidence).toMatchObject([{ n: 1, name: 'oui.ogg' }]);
  const { requestId } = await asked();
  expect((await asAwa((ctx) => readEvidence(ctx, requestId, postId, 1))).bytes).toEqual(Buffer.from('une voix'));
  const other = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [newId()] } as const;
  const seen = as(database, other, house.workspaceId)((ctx) => readEvidence(ctx, requestId, postId, 1));
  await expect(seen).rejects.toMatchObject({ code: 'not_found' });
});

test('two levels: a creator asks a manager, who asks the client; neither yes does without the other', async () => {
  await agree('two_levels');
  await asAwa((ctx) => savePost(ctx, { id: postId, wish: noon }));
  const kodjo = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [house.clientId] } as const;
  await as(database, kodjo, house.workspaceId)((ctx) => proposePosts(ctx, house.clientId, [postId], ''));
  expect((await asked()).turn).toBe('inside');
  await expect(answer('yes'), 'the client is not shown it').rejects.toMatchObject({ code: 'not_found' });
  const self = as(
    database,
    kodjo,
    house.workspaceId,
  )(async (ctx) => {
    await reviewInside(ctx, postId, { verdict: 'yes', note: '', print: (await readAsked(ctx, postId))!.fingerprint });
  });
  await expect(self, 'nobody reads for themselves').rejects.toMatchObject({ code: 'forbidden' });
  await review('change', 'Le prix');
  expect([(await asked()).turn, (await asked()).reviews[0]!.note]).toEqual(['us', 'Le prix']);
  await asAwa((ctx) => savePost(ctx, { id: postId, text: 'Le bon prix' }));
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  expect([(await asked()).turn, (await asked()).round, await labels()]).toEqual(['inside', 1, ['awaiting', 'awaiting']]);
  await review('yes');
  expect([(await asked()).turn, await labels()]).toEqual(['client', ['awaiting', 'awaiting']]);
  await answer('yes');
  expect([(await asked()).turn, await states()]).toEqual(['done', ['SCHEDULED', 'SCHEDULED']]);
  await review('change', 'Non, attendez');
  expect(await labels(), 'a manager stops it too').toEqual(['awaiting', 'awaiting']);
  await review('yes');
  expect([(await asked()).turn, await states()]).toEqual(['done', ['SCHEDULED', 'SCHEDULED']]);
});

test('silence is a yes where that was agreed: after its hours, from the moment the message left, and never before', async () => {
  const hours = (count: number) => database.clock.set(new Date(database.clock.now().getTime() + count * 3_600_000));
  await agree('required', 0, { silence: 'publish', silenceHours: 24 });
  await asAwa((ctx) => schedulePost(ctx, postId, { ...noon, wall: '2026-12-30T12:00' }));
  const { requestId } = await asked();
  hours(30);
  await hearSilences(database);
  expect((await asked()).turn, 'silence to what never left is none').toBe('client');
  await asAwa((ctx) => saySent(ctx, requestId));
  hours(23);
  await hearSilences(database);
  expect((await asked()).turn).toBe('client');
  hours(1);
  await hearSilences(database);
  expect(await states()).toEqual(['SCHEDULED', 'SCHEDULED']);
  expect((await asked()).answers).toMatchObject([{ verdict: 'yes', kind: 'tacit', who: '', silenceHours: 24 }]);
  expect((await asked()).clientSeconds).toBe(54 * 3_600);
  // Agreed otherwise since: silence covers nothing any more.
  await agree('required', 0, { silence: 'hold' });
  const { rendering, plannedAt: promisedAt } = await asked();
  expect(await asAwa((ctx) => mayLeave(ctx, { clientId: house.clientId, postId, rendering, promisedAt }))).toBe(false);
});

test('asked again when that was agreed; reminders come due after their hours, until somebody sends them', async () => {
  const hours = (count: number) => database.clock.set(new Date(database.clock.now().getTime() + count * 3_600_000));
  const line = async () => (await asAwa((ctx) => listRequests(ctx, { open: true })))[0]!.toSend;
  await agree('required', 0, { silence: 'again', silenceHours: 72 });
  await asAwa((ctx) => schedulePost(ctx, postId, { ...noon, wall: '2026-12-30T12:00' }));
  const { requestId } = await asked();
  expect(await line()).toBe('message');
  await asAwa((ctx) => saySent(ctx, requestId));
  const after = [];
  for (const step of [23, 1, 0, 24]) {
    hours(step);
    after.push(await line());
    if (step === 1) await asAwa((ctx) => sayReminded(ctx, requestId));
  }
  expect(after).toEqual([null, 'reminder', null, 'reminder']);
  hours(24);
  await hearSilences(database);
  expect([(await asked()).turn, await line()]).toEqual(['client', 'message']);
});
