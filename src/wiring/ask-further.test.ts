import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { listRequests, mayLeave, readAsked, readDoor, readEvidence, sayReminded, saySent } from '#modules/approval';
import { savePost } from '#modules/calendar';
import { readOnline } from '#modules/publishing';
import { newId } from '../words/ids.ts';
import { as } from '../../tests/worlds/database.ts';
import { answerAsClient, declareForClient, proposePosts, reviewInside } from './ask-client.ts';
import { noon, openAsking } from './asking.fixture.ts';
import { hearSilences } from './hear-silences.ts';
import { handEdits, schedulePost } from './plan-post.ts';
import { readReceipt } from './read-receipt.ts';

const world = openAsking();
const { agree, answer, asAwa, asked, enter, labels, states } = world;

const review = async (verdict: 'yes' | 'change', note = '') => {
  const { fingerprint: print } = await asked();
  await asAwa((ctx) => reviewInside(ctx, world.postId, { verdict, note, print }));
};

test('a change may point at a place in one of its pictures, and at no other picture', async () => {
  await agree('required');
  const mediaId = newId();
  await world.database.peek(
    `with media as (insert into library.media (workspace_id, id, client_id, kind, original_name, original_bytes, alt, created_at)
       values ($1, $2, $3, 'image', 'p.jpg', 2000, 'une photo', now()))
     insert into library.variant (workspace_id, media_id, name, mime, bytes, width, height, sha256)
       values ($1, $2, 'full', 'image/jpeg', 1000, 100, 100, repeat('a', 64))`,
    [world.house.workspaceId, mediaId, world.house.clientId],
  );
  await asAwa((ctx) => savePost(ctx, { id: world.postId, mediaIds: [mediaId] }));
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  const { session } = await enter();
  const { fingerprint: print } = await asked();
  const point = { media: mediaId, x: 250, y: 700 };
  const say = (where: typeof point) =>
    answerAsClient(world.database.store, session, [{ postId: world.postId, verdict: 'change', print, note: 'ici', point: where }]);
  await expect(say({ ...point, media: newId() })).rejects.toMatchObject({ code: 'invalid', field: 'point' });
  await say(point);
  await say({ ...point, x: 251 });
  expect((await asked()).answers.map((one) => one.point)).toEqual([{ ...point, x: 251 }, point]);
});

test('declared with a file: kept as it came with the answer, for those who see the client; too large is refused whole', async () => {
  await agree('required');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  const { fingerprint: print } = await asked();
  const declare = (bytes: Uint8Array) =>
    asAwa((ctx) =>
      declareForClient(ctx, world.postId, {
        ...{ verdict: 'yes', who: 'Mme Afi', note: 'note vocale', print },
        evidence: { name: 'oui.ogg', mime: 'audio/ogg', bytes },
      }),
    );
  await expect(declare(new Uint8Array(3 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'approval_evidence_too_large' });
  expect((await asked()).answers).toEqual([]);
  await declare(Buffer.from('une voix'));
  expect((await asked()).evidence).toMatchObject([{ n: 1, name: 'oui.ogg' }]);
  const { requestId } = await asked();
  expect((await asAwa((ctx) => readEvidence(ctx, requestId, world.postId, 1))).bytes).toEqual(Buffer.from('une voix'));
  const { posts } = await asAwa((ctx) => readReceipt(ctx, requestId));
  const sha256 = createHash('sha256').update('une voix').digest('hex');
  expect(posts[0]!.answers[0]!.evidence, 'the receipt names it').toMatchObject([{ name: 'oui.ogg', sha256 }]);
  const spent = async () => (await asAwa((ctx) => readReceipt(ctx, requestId))).posts[0]!.answers.map((one) => one.spent);
  expect(await spent()).toEqual([false]);
  await asAwa((ctx) => savePost(ctx, { id: world.postId, text: 'Un autre texte' }));
  await asAwa((ctx) => handEdits(ctx, world.postId));
  expect(await spent(), 'and says that it counts no more').toEqual([true]);
  const other = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [newId()] } as const;
  const seen = as(world.database, other, world.house.workspaceId)((ctx) => readEvidence(ctx, requestId, world.postId, 1));
  await expect(seen).rejects.toMatchObject({ code: 'not_found' });
});

test('two levels: a creator asks a manager, who asks the client; neither yes does without the other', async () => {
  await agree('two_levels');
  await asAwa((ctx) => savePost(ctx, { id: world.postId, wish: noon }));
  const kodjo = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [world.house.clientId] } as const;
  await as(world.database, kodjo, world.house.workspaceId)((ctx) => proposePosts(ctx, world.house.clientId, [world.postId], ''));
  expect((await asked()).turn).toBe('inside');
  const door = async () => {
    const { count, shown } = await readDoor(world.database.store, (await enter()).token, readOnline);
    return [count, shown];
  };
  expect(await door(), 'nothing was answered: nothing is shown yet').toEqual([0, 0]);
  await expect(answer('yes'), 'the client is not shown it').rejects.toMatchObject({ code: 'not_found' });
  const self = as(
    world.database,
    kodjo,
    world.house.workspaceId,
  )(async (ctx) => {
    await reviewInside(ctx, world.postId, { verdict: 'yes', note: '', print: (await readAsked(ctx, world.postId))!.fingerprint });
  });
  await expect(self, 'nobody reads for themselves').rejects.toMatchObject({ code: 'forbidden' });
  await review('change', 'Le prix');
  expect([(await asked()).turn, (await asked()).reviews[0]!.note]).toEqual(['us', 'Le prix']);
  await expect(answer('yes'), 'sent back before the client saw it').rejects.toMatchObject({ code: 'not_found' });
  await asAwa((ctx) => savePost(ctx, { id: world.postId, text: 'Le bon prix' }));
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  expect([(await asked()).turn, (await asked()).round, await labels()]).toEqual(['inside', 1, ['awaiting', 'awaiting']]);
  await review('yes');
  expect([(await asked()).turn, await labels()]).toEqual(['client', ['awaiting', 'awaiting']]);
  expect(await door()).toEqual([1, 1]);
  await answer('yes');
  expect(await door()).toEqual([0, 1]);
  expect([(await asked()).turn, await states()]).toEqual(['done', ['SCHEDULED', 'SCHEDULED']]);
  await review('change', 'Non, attendez');
  expect(await labels(), 'a manager stops it too').toEqual(['awaiting', 'awaiting']);
  await review('yes');
  expect([(await asked()).turn, await states()]).toEqual(['done', ['SCHEDULED', 'SCHEDULED']]);
});

test('silence is a yes where that was agreed: after its hours, from the moment the message left, and never before', async () => {
  const hours = (count: number) => world.database.clock.set(new Date(world.database.clock.now().getTime() + count * 3_600_000));
  await agree('required', 0, { silence: 'publish', silenceHours: 24 });
  await asAwa((ctx) => schedulePost(ctx, world.postId, { ...noon, wall: '2026-12-30T12:00' }));
  const { requestId } = await asked();
  hours(30);
  await hearSilences(world.database);
  expect((await asked()).turn, 'silence to what never left is none').toBe('client');
  await asAwa((ctx) => saySent(ctx, requestId));
  hours(23);
  await hearSilences(world.database);
  expect((await asked()).turn).toBe('client');
  hours(1);
  await hearSilences(world.database);
  expect(await states()).toEqual(['SCHEDULED', 'SCHEDULED']);
  expect((await asked()).answers).toMatchObject([{ verdict: 'yes', kind: 'tacit', who: '', silenceHours: 24 }]);
  expect((await asked()).clientSeconds).toBe(54 * 3_600);
  // Agreed otherwise since: silence covers nothing any more.
  await agree('required', 0, { silence: 'hold' });
  const { rendering, plannedAt: promisedAt } = await asked();
  expect(await asAwa((ctx) => mayLeave(ctx, { clientId: world.house.clientId, postId: world.postId, rendering, promisedAt }))).toBe(false);
});

test('asked again when that was agreed; reminders come due after their hours, until somebody sends them', async () => {
  const hours = (count: number) => world.database.clock.set(new Date(world.database.clock.now().getTime() + count * 3_600_000));
  const line = async () => (await asAwa((ctx) => listRequests(ctx, readOnline, { open: true })))[0]!.toSend;
  await agree('required', 0, { silence: 'again', silenceHours: 72 });
  await asAwa((ctx) => schedulePost(ctx, world.postId, { ...noon, wall: '2026-12-30T12:00' }));
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
  await hearSilences(world.database);
  expect([(await asked()).turn, await line()]).toEqual(['client', 'message']);
});
