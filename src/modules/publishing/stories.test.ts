import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createClient } from '#modules/clients';
import { newId } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openWorkspace } from '../../../tests/worlds/people.ts';
import { openDesk, type Desk } from '../../../tests/worlds/publishing/desk.ts';
import type { Fault } from '../../../tests/worlds/publishing/network.ts';
import {
  askFreshLook,
  beginReconciliation,
  cancelPublications,
  claimDue,
  decide,
  listDecisions,
  listFailed,
  putBack,
  reconcile,
  releaseChannel,
  releaseHeld,
  retryFailed,
  setAside,
  step,
  tooLate,
} from './index.server.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
beforeEach(
  async () =>
    void (await database.peek('truncate publishing.publication, publishing.due, publishing.reconciliation, publishing.pace cascade')),
);

const MINUTE = 60_000;
const FINE: Fault = { applied: true, answer: 'published' };
const first = (fault: Fault) => (_order: unknown, n: number) => (n === 0 ? fault : FINE);
const healthy = async (desk: Desk) => expect(await desk.violations()).toEqual([]);

test('a person says it is online, with its link; the ledger keeps who, what and why', async () => {
  const desk = await openDesk('N', { database, name: 'webhook' });
  desk.network.faults = first({ applied: true, answer: 'lost' });
  const [id] = await desk.plan('vu');
  await desk.run(MINUTE);
  expect(await desk.desk(listDecisions)).toHaveLength(1);
  await expect(desk.desk((ctx) => decide(ctx, id!, { decision: 'published' }))).rejects.toMatchObject({ code: 'invalid' });
  await desk.desk((ctx) => decide(ctx, id!, { decision: 'published', url: 'https://exemple.tg/vu', why: 'Je le vois' }));
  const ledger = await desk.read(id!);
  expect(ledger).toMatchObject({ state: 'PUBLISHED', remoteUrl: 'https://exemple.tg/vu' });
  expect(ledger.lines.find((line) => line.what === 'decision')).toMatchObject({ by: 'Awa', why: 'Je le vois', decision: 'published' });
  await expect(desk.desk((ctx) => decide(ctx, id!, { decision: 'drop' }))).rejects.toMatchObject({ code: 'not_asked' });
  await healthy(desk);
});

test('a person says it is not there: it is sent, even after its time; dropped: it is cancelled', async () => {
  const desk = await openDesk('N', { database, name: 'webhook' });
  desk.network.faults = (_order, n) => (n < 2 ? { applied: false, answer: 'lost' } : FINE);
  const [sent] = await desk.plan('envoyez');
  const [dropped] = await desk.plan('laissez');
  await desk.run(2 * 60 * MINUTE);
  await desk.desk((ctx) => decide(ctx, sent!, { decision: 'send' }));
  await desk.desk((ctx) => decide(ctx, dropped!, { decision: 'drop' }));
  await desk.run(10 * MINUTE);
  expect((await desk.read(sent!)).state).toBe('PUBLISHED');
  expect((await desk.read(dropped!)).state).toBe('CANCELLED');
  expect(desk.network.effectsOf('envoyez')).toHaveLength(1);
  await healthy(desk);
});

test('readings that fail for 15 minutes ask a person; a fresh look finds it, and sending is then refused', async () => {
  const desk = await openDesk('L', { database });
  desk.network.faults = first({ applied: true, answer: 'lost' });
  desk.network.failReads = 10_000;
  const [id] = await desk.plan('illisible', { lateMinutes: 120 });
  await desk.run(20 * MINUTE);
  expect(await desk.read(id!)).toMatchObject({ state: 'NEEDS_DECISION', reason: 'reads_failing', seenOnline: false });
  desk.network.failReads = 0;
  await desk.desk((ctx) => askFreshLook(ctx, id!));
  await desk.run(MINUTE);
  expect(await desk.read(id!)).toMatchObject({ state: 'NEEDS_DECISION', seenOnline: true, lookWanted: false });
  await expect(desk.desk((ctx) => decide(ctx, id!, { decision: 'send' }))).rejects.toMatchObject({ code: 'seen_online' });
  await healthy(desk);
});

test('a cancellation that comes too late is a wish: asked again when nothing is online', async () => {
  const desk = await openDesk('L', { database });
  desk.network.faults = first({ applied: false, answer: 'lost' });
  const [id] = await desk.plan('trop tard', { lateMinutes: 60 });
  await desk.run(1_000);
  const { postId } = await desk.read(id!);
  const outcome = await desk.desk((ctx) => cancelPublications(ctx, postId));
  expect(tooLate(outcome)).toMatchObject({ code: 'already_sending', status: 409 });
  await desk.run(10 * MINUTE);
  expect(await desk.read(id!)).toMatchObject({ state: 'HELD', reason: 'cancel_wished', cancelWished: true });
  expect(desk.network.requests).toHaveLength(1);
  expect(tooLate(await desk.desk((ctx) => cancelPublications(ctx, postId)))).toBeNull();
  expect((await desk.read(id!)).state).toBe('CANCELLED');
  await healthy(desk);
});

test('late: held by default after 30 minutes, dropped when that was asked; released, it leaves', async () => {
  const desk = await openDesk('R', { database });
  const [held] = await desk.plan('retenue', { inMs: MINUTE });
  const [dropped] = await desk.plan('abandonnée', { inMs: MINUTE, policy: 'drop' });
  database.clock.advance(45 * MINUTE);
  await desk.run(MINUTE);
  expect(await desk.read(held!)).toMatchObject({ state: 'HELD', reason: 'late', flag: 'held' });
  expect(await desk.read(dropped!)).toMatchObject({ state: 'CANCELLED', reason: 'dropped_late' });
  expect(desk.network.requests).toHaveLength(0);
  await desk.desk((ctx) => releaseHeld(ctx, held!));
  await desk.run(MINUTE);
  expect((await desk.read(held!)).state).toBe('PUBLISHED');
  await healthy(desk);
});

test('a paused channel holds, and lets go by itself when it is back in time; another account holds until a person looks', async () => {
  const desk = await openDesk('R', { database });
  const [id] = await desk.plan('pause');
  desk.channelState = 'paused';
  await desk.run(MINUTE);
  expect(await desk.read(id!)).toMatchObject({ state: 'HELD', reason: 'channel_paused' });
  desk.channelState = 'connected';
  desk.answersAs = 'someone-else';
  expect(await desk.desk((ctx) => releaseChannel(ctx, desk.channelId))).toEqual([id]);
  await desk.run(MINUTE);
  expect(await desk.read(id!)).toMatchObject({ state: 'HELD', reason: 'wrong_account' });
  expect(desk.network.requests).toHaveLength(0);
  await healthy(desk);
});

test('what was prepared ends before its hour: it is prepared again from nothing, in time, and goes out once', async () => {
  const desk = await openDesk('R', { database });
  desk.network.preparedLastsMs = 20 * MINUTE;
  const [id] = await desk.plan('préparée tôt', { inMs: 60 * MINUTE });
  await desk.run(65 * MINUTE);
  expect((await desk.read(id!)).state).toBe('PUBLISHED');
  const minutes = desk.network.preparations.map(({ at }) => Math.round((desk.network.effects[0]!.at - at) / MINUTE));
  // Half an hour before, and again when that one ended.
  expect(minutes).toEqual([30, 10]);
  expect(desk.network.preparations.map(({ from }) => from)).toEqual([{}, {}]);
  expect(desk.network.effectsOf('préparée tôt')).toHaveLength(1);
  await healthy(desk);
});

test('media the network has lost are prepared again and the post goes out once; lost each time, it slows down and is held', async () => {
  const desk = await openDesk('R', { database });
  desk.network.preparedLastsMs = 50 * MINUTE;
  desk.network.faults = first({ applied: false, answer: 'media_gone' });
  const [id] = await desk.plan('photo perdue');
  await desk.run(MINUTE);
  expect((await desk.read(id!)).state).toBe('PUBLISHED');
  expect(desk.network.preparations).toHaveLength(2);
  expect(desk.network.preparations[1]!.from).toEqual({});
  expect(desk.network.effectsOf('photo perdue')).toHaveLength(1);

  desk.network.preparations.length = 0;
  desk.network.faults = () => ({ applied: false, answer: 'media_gone' });
  const [never] = await desk.plan('toujours perdue', { lateMinutes: 30 });
  await desk.run(60 * MINUTE);
  expect(await desk.read(never!)).toMatchObject({ state: 'HELD', reason: 'late' });
  expect(desk.network.preparations.length).toBeLessThan(20);
  await healthy(desk);
});

test('a picture whose image right ends before the hour holds the post; extended, it leaves', async () => {
  const { as, awa, workspaceId } = await openWorkspace(database);
  const desk = await openDesk('R', { database, workspaceId });
  const client = await as(awa)((ctx) => createClient(ctx, { name: 'Chez Tantine Afi' }));
  const mediaId = newId();
  await database.peek(
    `insert into library.media (workspace_id, id, client_id, kind, original_name, original_bytes, created_at, rights_until)
     values ($1, $2, $3, 'image', 'modele.jpg', 1, now(), $4)`,
    [workspaceId, mediaId, client.id, database.clock.now().toISOString().slice(0, 10)],
  );
  const media = [{ mediaId, sha256: '0'.repeat(64), mime: 'image/jpeg', bytes: 1, width: 1, height: 1, alt: '' }];
  const [today] = await desk.plan('le jour même', { media });
  const [tomorrow] = await desk.plan('le lendemain', { media, inMs: 24 * 60 * MINUTE });
  await desk.run(25 * 60 * MINUTE);
  expect((await desk.read(today!)).state).toBe('PUBLISHED');
  expect(await desk.read(tomorrow!)).toMatchObject({ state: 'HELD', reason: 'rights_over', flag: 'held' });
  await database.peek('update library.media set rights_until = null where id = $1', [mediaId]);
  await desk.desk((ctx) => releaseHeld(ctx, tomorrow!));
  await desk.run(MINUTE);
  expect((await desk.read(tomorrow!)).state).toBe('PUBLISHED');
  await healthy(desk);
});

test('try again on a failure makes a new publication that says which one it replaces, and the thread goes on', async () => {
  const desk = await openDesk('K', { database });
  desk.network.faults = first({ applied: false, answer: 'invalid' });
  const [head, tail] = await desk.plan(['tête', 'queue']);
  await desk.run(MINUTE);
  expect(await desk.read(tail!)).toMatchObject({ state: 'HELD', reason: 'parent_lost' });
  const again = await desk.desk((ctx) => retryFailed(ctx, head!));
  await desk.run(MINUTE);
  expect(await desk.read(again)).toMatchObject({ state: 'PUBLISHED', replacesId: head });
  expect(await desk.read(head!)).toMatchObject({ state: 'FAILED', replacedById: again });
  expect((await desk.read(tail!)).state).toBe('PUBLISHED');
  expect(desk.network.effects.map((effect) => effect.text)).toEqual(['tête', 'queue']);
  await healthy(desk);
});

test.each(['R', 'L', 'N'] as const)('class %s after a restore: what was due is looked for before anything is sent', async (onceClass) => {
  const desk = await openDesk(onceClass, { database });
  const [gone] = await desk.plan('déjà parti', { inMs: 10 * MINUTE, lateMinutes: 240 });
  const [next] = await desk.plan('à venir', { inMs: 60 * MINUTE, lateMinutes: 240 });
  const backup = database.clock.now();
  // The backup is of now; in the time that was lost, the first one went out.
  const { op_id } = (await database.peek<{ op_id: string }>('select op_id from publishing.publication where id = $1', [gone]))[0]!;
  database.clock.advance(30 * MINUTE);
  desk.network.effects.push({
    opId: op_id,
    remoteId: 'lost-time',
    text: 'déjà parti',
    at: database.clock.now().getTime() - 15 * MINUTE,
    parent: null,
  });
  await beginReconciliation(database.store, backup, database.clock.now());
  for (let round = 0; round < 12; round += 1) {
    await reconcile(database.store, database.clock.now());
    await desk.run(MINUTE);
  }
  expect(await desk.read(gone!)).toMatchObject({ state: onceClass === 'N' ? 'NEEDS_DECISION' : 'PUBLISHED' });
  expect(desk.network.effectsOf('déjà parti')).toHaveLength(1);
  if (onceClass === 'N') await desk.desk((ctx) => decide(ctx, gone!, { decision: 'published', url: 'https://exemple.tg/x' }));
  await reconcile(database.store, database.clock.now());
  await desk.run(60 * MINUTE);
  if (onceClass === 'N') expect((await desk.read(next!)).state).toBe('NEEDS_DECISION');
  else expect((await desk.read(next!)).state).toBe('PUBLISHED');
  expect(desk.network.effectsOf('à venir').length).toBe(onceClass === 'N' ? 0 : 1);
  await healthy(desk);
});

test('two senders after the same publications: each is claimed once, one per channel', async () => {
  const desk = await openDesk('R', { database });
  for (let n = 0; n < 5; n += 1) await desk.plan(`course ${n}`);
  const [a, b] = await Promise.all([claimDue(desk.world, newId(), 10), claimDue(desk.world, newId(), 10)]);
  expect(a.length + b.length).toBe(1);
});

test('a sender that slept through its lease has no verdict to give: what it brings is evidence', async () => {
  const desk = await openDesk('L', { database });
  const [id] = await desk.plan('dormeur', { lateMinutes: 120 });
  await desk.run(0);
  const network = desk.network;
  const publish = network.publish;
  let taken = false;
  network.publish = async (call, order) => {
    const verdict = await publish(call, order);
    if (!taken) {
      taken = true;
      // It falls asleep with the answer in hand; another takes over and finds SENDING without a verdict.
      database.clock.advance(5 * MINUTE);
      for (const claim of await claimDue(desk.world, newId(), 1)) await step(desk.world, claim);
    }
    return verdict;
  };
  await desk.plan('autre', { lateMinutes: 120 });
  await desk.run(30 * MINUTE);
  expect((await desk.read(id!)).state).toBe('PUBLISHED');
  expect(network.effects.filter((effect) => effect.text === 'autre')).toHaveLength(1);
  const other = await database.peek<{ kind: string }>(
    "select kind from publishing.evidence where kind in ('crash', 'late_answer') order by seen_at",
  );
  expect(other.map((row) => row.kind)).toEqual(['crash', 'late_answer']);
  await healthy(desk);
});

test('a failure set aside no longer waits, can be put back, and the ledger says who; only a failure can be', async () => {
  const desk = await openDesk('K', { database });
  desk.network.faults = () => ({ applied: false, answer: 'invalid' });
  const [id] = await desk.plan('refusé');
  await desk.run();
  const waiting = async () => (await desk.desk(listFailed)).map((one) => one.id);
  expect(await waiting()).toEqual([id]);
  await desk.desk((ctx) => setAside(ctx, id!));
  expect(await waiting()).toEqual([]);
  await desk.desk((ctx) => putBack(ctx, id!));
  expect(await waiting()).toEqual([id]);
  await desk.desk((ctx) => setAside(ctx, id!));
  const ledger = await desk.read(id!);
  expect(ledger.setAside).toBe(true);
  expect(ledger.lines.filter((line) => line.what === 'aside').map((line) => [line.aside, line.by])).toEqual([
    [true, 'Awa'],
    [false, 'Awa'],
    [true, 'Awa'],
  ]);
  desk.network.faults = () => FINE;
  const [fine] = await desk.plan('bien');
  await expect(desk.desk((ctx) => setAside(ctx, fine!))).rejects.toMatchObject({ code: 'not_failed' });
  await healthy(desk);
});
