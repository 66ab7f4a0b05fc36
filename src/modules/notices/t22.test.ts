import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Doorbell } from '#plumbing/db';
import { openHttp, signedHeaders } from '#plumbing/http';
import { openSeal } from '#plumbing/seal';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openDesk, type Desk } from '../../../tests/worlds/publishing/desk.ts';
import { actorOf, agreeMode, copyLink, enterByLink, giveAnswer, presentPost, readAsked, readSession } from '#modules/approval';
import { savePost } from '#modules/calendar';
import { retryFailed } from '#modules/publishing';
import { furnish } from '../calendar/furnish.fixture.ts';
import {
  addEndpoint,
  countStopped,
  deliver,
  listDeliveries,
  listEndpoints,
  readFacts,
  removeEndpoint,
  resend,
  resumeEndpoint,
} from './index.server.ts';

const HOUR = 3_600_000;
interface Job {
  at: number;
  workspaceId: string;
  deliveryId: string;
}

let database: TestDatabase;
let desk: Desk;
let folder: string;
let port: number;
let server: Server | null = null;
let answer = 204;
let received: { id: string; body: string; signed: boolean }[] = [];
let secret = '';
const jobs: Job[] = [];
const ring: Doorbell = async (_db, _queue, data, at) => {
  jobs.push({ at: (at ?? database.clock.now()).getTime(), workspaceId: data['workspaceId']!, deliveryId: data['deliveryId']! });
};

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openDesk('K', { database });
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-notices-'));
  await up();
});
afterAll(async () => {
  await down();
  await database.close();
  rmSync(folder, { recursive: true });
});

/** The receiver, on the same port each time. */
async function up(): Promise<void> {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      const id = String(request.headers['webhook-id']);
      const at = new Date(Number(request.headers['webhook-timestamp']) * 1000);
      const signed = signedHeaders(secret, id, at, body)['webhook-signature'] === request.headers['webhook-signature'];
      if (answer === 204) received.push({ id, body, signed });
      response.writeHead(answer).end(answer === 204 ? undefined : 'non');
    });
  });
  await new Promise<void>((resolve) => server!.listen(port ?? 0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
}
const down = async (): Promise<void> => {
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = null;
};

/** Two seconds of the timetable, then every job of the queue in its order, until an instant. */
async function live(until: number): Promise<void> {
  await readFacts(database.store, ring);
  for (;;) {
    const [next] = jobs.sort((a, b) => a.at - b.at);
    if (!next || next.at > until) break;
    jobs.shift();
    database.clock.set(new Date(Math.max(next.at, database.clock.now().getTime())));
    await deliver(courier(), next.workspaceId, next.deliveryId);
  }
  database.clock.set(new Date(Math.max(until, database.clock.now().getTime())));
}

const seal = () => openSeal(path.join(folder, 'keys'));
const courier = () => ({
  ...{ store: database.store, clock: database.clock, seal: seal(), ring, random: () => 0.5 },
  http: openHttp({ allowHosts: [`127.0.0.1:${port}`], ownPorts: [], closed: [] }),
});
const now = (): number => database.clock.now().getTime();
const log = () => desk.desk((ctx) => listDeliveries(ctx, { limit: 500 }));

test('an event is signed, told to who wants it and to nobody else, once', async () => {
  const url = `http://127.0.0.1:${port}/crochet`;
  const made = await desk.desk((ctx) => addEndpoint(ctx, seal(), { url, events: ['publication.published', 'publication.failed'] }));
  ({ secret } = made);
  await desk.plan('Bonjour');
  await desk.run(1_000);
  await live(now() + 1_000);
  await live(now() + 1_000);
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ signed: true });
  expect(JSON.parse(received[0]!.body)).toMatchObject({ type: 'publication.published', data: { state: 'PUBLISHED', text: 'Bonjour' } });
  expect(JSON.stringify(await desk.desk(listEndpoints))).not.toContain(secret);
});

test('T22: a receiver that is down for a day gets everything after it, each event under one id', async () => {
  received = [];
  await down();
  const began = now();
  for (let hour = 0; hour < 24; hour += 4) {
    await desk.plan([`heure ${hour}`]);
    await desk.run(1_000);
    await live(began + (hour + 4) * HOUR);
  }
  expect(received).toEqual([]);
  await up();
  await live(now() + 48 * HOUR);
  const texts = received.map(({ body }) => (JSON.parse(body) as { data: { text: string } }).data.text);
  expect(new Set(texts)).toEqual(new Set(Array.from({ length: 6 }, (_, n) => `heure ${4 * n}`)));
  expect(new Set(received.map(({ id }) => id)).size).toBe(6);
  expect(received.every(({ signed }) => signed)).toBe(true);
  expect((await log()).every(({ state }) => state === 'delivered')).toBe(true);
});

test('what was delivered can be sent again, under the same id', async () => {
  received = [];
  const [latest] = await log();
  await desk.desk((ctx) => resend(ctx, ring, latest!.id));
  await live(now() + 1_000);
  expect(received.map(({ id }) => id)).toEqual([latest!.id]);
});

test('a failure tried again is told as scheduled, and nothing is told of what was lost before', async () => {
  received = [];
  const url = `http://127.0.0.1:${port}/programmes`;
  const { id } = await desk.desk((ctx) => addEndpoint(ctx, seal(), { url, events: ['publication.scheduled'] }));
  const { faults } = desk.network;
  desk.network.faults = () => ({ applied: false, answer: 'invalid' });
  const [failed] = await desk.plan('Encore');
  await desk.run(1_000);
  desk.network.faults = faults;
  const again = await desk.desk((ctx) => retryFailed(ctx, failed!));
  // The calendar plans the post anew: what had failed before is no part of that.
  const { postId } = await desk.read(again);
  await desk.desk((ctx) => ctx.tell({ name: 'calendar.post_planned', about: { postId } }));
  await live(now() + 1_000);
  const told = received.map(({ body }) => JSON.parse(body) as { type: string; data: { id: string } });
  const scheduled = told.filter(({ type }) => type === 'publication.scheduled').map(({ data }) => data.id);
  expect(scheduled).toEqual([again, again]);
  await desk.desk((ctx) => removeEndpoint(ctx, id));
  await desk.run(1_000);
  await live(now() + 1_000);
});

test('a receiver that says it is gone is switched off, said so, and what waited leaves when it is switched on again', async () => {
  answer = 410;
  await desk.plan('Personne');
  await desk.run(1_000);
  await live(now() + 72 * HOUR);
  const [endpoint] = await desk.desk(listEndpoints);
  expect(endpoint).toMatchObject({ state: 'off', offReason: 'gone' });
  expect(await desk.desk(countStopped)).toBe(1);
  expect((await log())[0]).toMatchObject({ state: 'waiting', last: { status: 410, code: 'http_410', excerpt: 'non' } });
  answer = 204;
  received = [];
  await desk.desk((ctx) => resumeEndpoint(ctx, ring, endpoint!.id));
  await live(now() + 1_000);
  expect(received).toHaveLength(1);
});

test('what the client is asked, answers, and is asked again is told, without a word of what was written', async () => {
  received = [];
  answer = 204;
  const { workspaceId, clientId, channelIds } = await furnish(database);
  const asAwa = as(database, awa, workspaceId);
  const { secret: theirs } = await asAwa((ctx) =>
    addEndpoint(ctx, seal(), {
      url: `http://127.0.0.1:${port}/validation`,
      events: ['approval.requested', 'approval.answered', 'approval.voided'],
    }),
  );
  secret = theirs;
  await asAwa((ctx) => agreeMode(ctx, clientId, { mode: 'required', minutes: 0 }));
  const { id: postId } = await asAwa((ctx) => savePost(ctx, { clientId, text: 'Le menu secret' }));
  const show = (text: string) =>
    asAwa((ctx) =>
      presentPost(ctx, {
        ...{ postId, clientId, name: text, wall: '2026-12-24T12:00', zone: 'Africa/Lome', plannedAt: new Date('2026-12-24T12:00Z') },
        content: [{ channel: channelIds[0]!, network: 'mastodon', segments: [{ title: '', text, media: [] }] }],
      }),
    );
  await show('Le menu secret');
  const { requestId, fingerprint } = (await asAwa((ctx) => readAsked(ctx, postId)))!;
  const { token } = await enterByLink(database.store, await asAwa((ctx) => copyLink(ctx, seal(), requestId)), 'Mme Afi');
  const client = actorOf((await readSession(database.store, token))!);
  await database.store.inWorkspace(workspaceId, client, (ctx) =>
    giveAnswer(ctx, requestId, postId, { verdict: 'yes', print: fingerprint, note: 'Très bien' }),
  );
  await show('Un autre menu');
  await live(now() + 1_000);
  await live(now() + 1_000);
  const about = { post: postId, client: clientId, request: requestId };
  expect(received.map(({ body, signed }) => ({ ...JSON.parse(body), timestamp: '', signed }))).toEqual(
    [
      { type: 'approval.requested', data: about },
      { type: 'approval.answered', data: { ...about, verdict: 'yes', kind: 'handed', fingerprint } },
      { type: 'approval.voided', data: about },
      { type: 'approval.requested', data: about },
    ].map((event) => ({ ...event, timestamp: '', signed: true })),
  );
  expect(JSON.stringify(received)).not.toMatch(/menu|bien|Afi/);
});

test('nothing but failures for three days switches it off', async () => {
  await down();
  port = 1 + (randomBytes(1)[0]! % 8);
  await database.peek('update notices.endpoint set url = $1', [`http://127.0.0.1:${port}/`]);
  await desk.plan('Silence');
  await desk.run(1_000);
  await live(now() + 8 * 24 * HOUR);
  expect(await desk.desk(listEndpoints)).toMatchObject([{ state: 'off', offReason: 'failing' }]);
});
