import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { guard } from '../../src/plumbing/http/guard.ts';
import { openCanary, type Canary } from './ssrf/canary.ts';
import { allFetchers, tryBombs, tryNamed, tryRedirects, tryTyped } from './ssrf/matrix.ts';
import { openNameserver } from './ssrf/nameserver.ts';
import { openReceiver, type Receiver } from './ssrf/receiver.ts';
import { trapsTo } from './ssrf/traps.ts';
import { GUARDED, openAccomplice, openOutside, type Accomplice, type Outside } from './ssrf/world.ts';

/** T18: nothing inside is reached, whatever is typed and whatever a network names, by any call that Palabre makes. */
let database: TestDatabase;
let receiver: Receiver;
let canary: Canary;
let accomplice: Accomplice;
let outside: Outside;
/** The same with accomplice and canary on PALABRE_ALLOW_HOSTS. */
let listed: Outside;

beforeAll(async () => {
  database = await openTestDatabase();
  receiver = await openReceiver(database);
  canary = await openCanary();
  accomplice = await openAccomplice();
  outside = await openOutside();
  listed = await openOutside([accomplice.host, `127.0.0.1:${canary.port}`], { plc: `http://${accomplice.host}` });
});
beforeEach(() => {
  listed.said.length = 0;
  accomplice.answer = (_, response) => void response.writeHead(404).end();
});
afterAll(async () => {
  outside?.nameserver.close();
  listed?.nameserver.close();
  await accomplice?.close();
  await canary?.close();
  receiver?.close();
  await database?.close();
});

/** A trap written exactly as listed may be reached when typed. */
const asListed = (url: string): boolean => new RegExp(`^https?://127\\.0\\.0\\.1:${canary.port}`).test(url);

test('T18: every trap × every call of every network and to every receiver', async () => {
  const { calls, past, accidents, slowestMs } = await tryTyped(outside, receiver, canary.port);
  const connections = canary.connections();
  console.log(
    JSON.stringify({ test: 'T18', calls, requests: outside.said.length, connections, target: 0, slowestMs: Math.round(slowestMs) }),
  );
  expect([connections, past, accidents]).toEqual([0, [], []]);
  expect(outside.said.length).toBeGreaterThan(2_000);
});

test('each of these calls is a real one: it reaches a server that may be reached', async () => {
  const silent: string[] = [];
  const fetchers = allFetchers(listed, receiver);
  for (const { name, reach } of fetchers) {
    const before = accomplice.requests;
    await reach(`http://${accomplice.host}/`);
    if (accomplice.requests === before) silent.push(name);
  }
  // A receiver of webhooks has nothing to be asked; posting to it is its one call.
  expect(silent).toEqual(['webhook: who am I', 'webhook: prepare', 'webhook: look', 'webhook: is it live']);
  expect(fetchers.length).toBeGreaterThan(20);
});

test('T18: redirects of every kind lead nowhere inside, listed or not', async () => {
  expect(await tryRedirects(listed, accomplice, trapsTo(canary.port))).toBeGreaterThan(1_000);
  expect(canary.connections()).toBe(0);
});

test('T18: what an allowed server names is a new address: links, roots, documents, directories', async () => {
  const traps = trapsTo(canary.port).filter(({ url }) => !asListed(url));
  expect(await tryNamed(listed, accomplice, traps)).toEqual([]);
  expect(canary.connections()).toBe(0);
});

test('a name is asked once and its answer is where one goes, so that a second answer changes nothing', async () => {
  const nameserver = await openNameserver({ 'turning.example': { addresses: ['93.184.216.34'], then: ['127.0.0.1'] } });
  const rules = { allowHosts: [], ownPorts: [], closed: [], resolve: nameserver.resolve };
  const target = await guard('https://turning.example:8443/', rules, 0);
  expect([target.address, nameserver.asked('turning.example')]).toEqual(['93.184.216.34', 1]);
  await expect(guard('https://turning.example:8443/', rules, 0)).rejects.toMatchObject({ code: 'private_refused' });
  nameserver.close();
});

test('a listed host counts as typed: no other way to write it, no other port, no name that leads there', async () => {
  for (const { name, url } of trapsTo(canary.port).filter((trap) => !asListed(trap.url))) {
    const result = await listed.http.send({ method: 'GET', url });
    expect(result.kind === 'no_answer' && GUARDED.has(result.code), `${name}: ${JSON.stringify(result).slice(0, 80)}`).toBe(true);
  }
  expect(canary.connections()).toBe(0);
  expect(await listed.http.send({ method: 'GET', url: `http://127.0.0.1:${canary.port}/` })).toMatchObject({ kind: 'answer', status: 200 });
});

test('a bomb gives nobody more than five megabytes', async () => {
  expect(await tryBombs(listed, receiver, accomplice)).toBe(0);
  expect(listed.said.filter((result) => result.kind === 'no_answer' && result.code === 'body_too_large').length).toBeGreaterThan(10);
});
