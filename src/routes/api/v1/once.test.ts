import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keepAnswer, sha256 } from '../../../modules/team/index.server.ts';
import { apiWorld } from '../../../../tests/worlds/api-world.ts';
import { caller } from '../../../../tests/worlds/api.ts';

const world = apiWorld('silent');

const named = (key: string) => ({ 'idempotency-key': key });
const clients = async (name: string) =>
  (await world.call('GET /clients?limit=500')).body.items.filter((one) => one['name'] === name).length;

test('the same call twice has its effect once and the same answer', async () => {
  const first = await world.call('POST /clients', { name: 'Une fois', zone: 'Africa/Lome' }, named('a'));
  const second = await world.call('POST /clients', { zone: 'Africa/Lome', name: 'Une fois', unknown: 'left out' }, named('a'));
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
  expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
  expect(await clients('Une fois')).toBe(1);
});

test('other fields under the same key are refused; another path or another key of the API is another call', async () => {
  await world.call('POST /clients', { name: 'Un' }, named('b'));
  expect(await world.call('POST /clients', { name: 'Deux' }, named('b'))).toMatchObject({ status: 422, body: { code: 'call_differs' } });
  expect((await world.call('POST /posts', { client: world.house.clientId, text: 'a' }, named('b'))).status).toBe(201);
  const other = caller(world.api.base, (await world.api.key(world.house.workspaceId)).key);
  expect((await other('POST /clients', { name: 'Deux' }, named('b'))).status).toBe(201);
});

test('simultaneous calls have one effect: the others are answered 409 with Retry-After, or the kept answer', async () => {
  const told = await Promise.all(Array.from({ length: 8 }, () => world.call('POST /clients', { name: 'Ensemble' }, named('c'))));
  expect(told.filter(({ status, headers }) => status === 201 && !headers.has('idempotency-replayed'))).toHaveLength(1);
  for (const { status, headers, body } of told.filter((one) => one.status !== 201)) {
    expect([status, body['code'], headers.get('retry-after')]).toEqual([409, 'call_running', '1']);
  }
  expect(await clients('Ensemble')).toBe(1);
});

test('while the first is still at work the second is told so', async () => {
  const once = { keyId: world.keyId, call: sha256('POST', '/api/v1/clients', 'd'), asked: sha256('') };
  const { takeTurn } = await import('../../../modules/team/index.server.ts');
  await world.api.house.store.inWorkspace(world.house.workspaceId, { kind: 'system', name: 'cli' }, async (ctx) => {
    await takeTurn(ctx, once);
    const told = await world.call('POST /clients', { name: 'Attendre' }, named('d'));
    expect([told.status, told.headers.get('retry-after')]).toEqual([409, '1']);
  });
  expect((await world.call('POST /clients', { name: 'Attendre' }, named('d'))).status).toBe(201);
});

test('an answer is kept for a day, refusals too, without what is secret in it', async () => {
  const missing = '/posts/01900000-0000-7000-8000-000000000000/cancel';
  expect((await world.call(`POST ${missing}`, undefined, named('f'))).headers.get('idempotency-replayed')).toBeNull();
  expect((await world.call(`POST ${missing}`, undefined, named('f'))).headers.get('idempotency-replayed')).toBe('true');
  await world.call('POST /clients', { name: 'Demain' }, named('g'));
  world.database.clock.advance(24 * 3_600_000 + 1);
  await world.call('POST /clients', { name: 'Demain' }, named('g'));
  expect(await clients('Demain')).toBe(2);

  const once = { keyId: world.keyId, call: sha256('h'), asked: sha256('') };
  const answer = { status: 201, headers: {}, body: JSON.stringify({ id: 1, secret: 'whsec_x', in: [{ token: 'y' }] }) };
  await world.api.house.store.inWorkspace(world.house.workspaceId, { kind: 'system', name: 'cli' }, (ctx) => keepAnswer(ctx, once, answer));
  const [kept] = await world.database.peek<{ body: string }>('select body from team.api_answer where call = $1', [once.call]);
  expect(JSON.parse(kept!.body)).toEqual({ id: 1, secret: null, in: [{ token: null }] });
});

test('a refusal undoes its own work and nothing is told of it, yet its answer is kept', async () => {
  const facts = async () => Number((await world.database.peek<{ n: number }>('select count(*)::int as n from facts.fact'))[0]!.n);
  const before = await facts();
  const variants = [{ channel: world.house.channelIds[0] }, { channel: world.house.channelIds[1], text: 'x'.repeat(501) }];
  const body = { client: world.house.clientId, text: 'a', variants, schedule: { at: '2027-01-01T09:00', zone: 'UTC' } };
  const posts = (await world.call('GET /posts')).body.items.length;
  expect((await world.call('POST /posts', body, named('i'))).body['code']).toBe('variant_blocked');
  expect((await world.call('POST /posts', body, named('i'))).headers.get('idempotency-replayed')).toBe('true');
  expect([(await world.call('GET /posts')).body.items.length, await facts()]).toEqual([posts, before]);
});

test('killed at any moment between the call and its answer, a repeat under the same key has the effect once', async () => {
  const answers = new Set<number>();
  // Both fates must be met, cut before its commit and answered after it: a busy machine takes longer to answer.
  for (let round = 0; round < 12 || answers.size < 2; round += 1) {
    const delay = round < 12 ? 2 * round : answers.has(201) ? 0 : 25 * round;
    const name = `Coupure ${round}`;
    const cut = world.call('POST /clients', { name }, named(name));
    await sleep(delay);
    // What a kill does to the database: every connection at work is cut, what was not committed is undone.
    await world.database.peek(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1 and state <> 'idle'`,
      [world.database.app.user],
    );
    answers.add((await cut).status);
    let again = await world.call('POST /clients', { name }, named(name));
    while (again.status === 500) again = await world.call('POST /clients', { name }, named(name));
    expect(again.status).toBe(201);
    expect(await clients(name)).toBe(1);
  }
  expect([...answers].sort()).toEqual([201, 500]);
});
