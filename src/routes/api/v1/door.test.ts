import { expect, test } from 'vitest';
import { apiWorld } from '../../../../tests/worlds/api-world.ts';
import { caller } from '../../../../tests/worlds/api.ts';
import { openLimits, BURST } from './door/limit-calls.ts';

const world = apiWorld();

test('without a key, or with one that opens nothing, nothing is answered', async () => {
  const none = await caller(world.api.base, null)('GET /posts');
  expect(none).toMatchObject({ status: 401, body: { code: 'key_missing', status: 401 } });
  expect(none.headers.get('www-authenticate')).toBe('Bearer');
  expect(await caller(world.api.base, 'palabre_nobody')('GET /posts')).toMatchObject({ status: 401, body: { code: 'key_unknown' } });
});

test('a key closed on the way is refused within a second', async () => {
  const { id, key } = await world.api.key(world.house.workspaceId);
  const mine = caller(world.api.base, key);
  expect((await mine('GET /posts')).status).toBe(200);
  const { revokeApiKey } = await import('#modules/team');
  await world.api.house.store.inWorkspace(world.house.workspaceId, { kind: 'system', name: 'cli' }, (ctx) => revokeApiKey(ctx, id));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect((await mine('GET /posts')).status).toBe(401);
});

test('the scope of a key is a role: it reads, or writes too, or publishes too', async () => {
  const [reads, writes] = await Promise.all(
    (['read', 'write'] as const).map(async (scope) =>
      caller(world.api.base, (await world.api.key(world.house.workspaceId, { scope })).key),
    ),
  );
  const draft = { client: world.house.clientId, text: 'a', variants: [{ channel: world.house.channelIds[0] }] };
  const planned = { ...draft, schedule: 'now' };
  expect([(await reads!('GET /posts')).status, (await reads!('POST /posts', draft)).status]).toEqual([200, 403]);
  expect([(await writes!('POST /posts', draft)).status, (await writes!('POST /posts', planned)).status]).toEqual([201, 403]);
  expect((await writes!('POST /clients', { name: 'Nouveau' })).body).toMatchObject({ code: 'forbidden' });
});

test('a key limited to some clients sees no other', async () => {
  const { id: other } = (await world.call('POST /clients', { name: 'Autre' })).body;
  const limited = caller(world.api.base, (await world.api.key(world.house.workspaceId, { clientIds: [other as string] })).key);
  expect((await limited('GET /clients')).body.items.map(({ id }) => id)).toEqual([other]);
  expect((await limited('GET /channels')).body.items).toEqual([]);
  expect(await limited('POST /posts', { client: world.house.clientId, text: 'a' })).toMatchObject({
    status: 422,
    body: { code: 'client_unknown' },
  });
  expect(await limited('POST /clients', { name: 'Encore' })).toMatchObject({ status: 403 });
});

test('each way of asking wrongly has its own answer', async () => {
  const refused = async (what: string, body?: unknown, headers?: Record<string, string>) => {
    const told = await world.call(what, body, headers);
    expect(told.headers.get('content-type')).toBe('application/problem+json');
    return [told.status, told.body['code']];
  };
  expect(await refused('GET /nowhere')).toEqual([404, 'not_found']);
  expect(await refused('GET /posts/not-an-id')).toEqual([404, 'not_found']);
  expect(await refused('PUT /posts', {})).toEqual([405, 'method_not_allowed']);
  expect((await world.call('PUT /posts', {})).headers.get('allow')).toBe('POST, GET, HEAD');
  expect(await refused('GET /posts', undefined, { accept: 'text/html' })).toEqual([406, 'not_acceptable']);
  expect(await refused('POST /posts', '{', {})).toEqual([400, 'body_unreadable']);
  expect(await refused('POST /posts', '<a/>', { 'content-type': 'application/xml' })).toEqual([415, 'content_type_unknown']);
  expect(await refused('POST /posts', { text: 'x'.repeat(1_100_000) })).toEqual([413, 'body_too_large']);
  expect(await refused('GET /posts?limit=0')).toEqual([422, 'invalid']);
  expect(await refused('GET /posts?cursor=x')).toEqual([422, 'invalid']);
});

test('wrong fields are named one by one, in the language of the call', async () => {
  const body = { client: 'x', variants: [{ channel: world.house.channelIds[0], thread: [3] }], schedule: { at: 'demain', zone: 'UTC' } };
  const french = await world.call('POST /posts', body);
  expect(french.body).toMatchObject({ status: 422, code: 'invalid', title: 'Demande refusée' });
  expect(french.body.errors.map(({ field }) => field).sort()).toEqual(['client', 'schedule.at', 'variants[0].thread[0]']);
  const english = await world.call('POST /posts', { ...body, text: 'a\0b' }, { 'accept-language': 'en-GB,en;q=0.9' });
  expect(english.body).toMatchObject({ title: 'Refused' });
  expect(english.body.errors).toContainEqual({ field: 'text', code: 'wrong_form', detail: 'Not in the form expected.' });
});

test('a key may make thousands of calls, not without end; programs on the machine itself are not counted', () => {
  let now = 0;
  const limit = openLimits(() => now);
  for (let n = 0; n < BURST; n += 1) limit('key', '203.0.113.9');
  expect(() => limit('key', '203.0.113.9')).toThrow('too_many_calls');
  limit('other', '203.0.113.9');
  now = 1_000;
  limit('key', '203.0.113.9');
  for (let n = 0; n < 2 * BURST; n += 1) limit('key', '127.0.0.1');
});
