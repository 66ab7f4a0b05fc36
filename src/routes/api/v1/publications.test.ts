import { beforeEach, expect, test } from 'vitest';
import { apiWorld } from '../../../../tests/worlds/api-world.ts';

const world = apiWorld();
let id: string;
beforeEach(async () => {
  await world.renew();
  const schedule = { at: '2026-12-02T09:00', zone: 'Africa/Lome' };
  const { body } = await world.call('POST /posts', {
    client: world.house.clientId,
    text: 'Le menu',
    variants: [{ channel: world.house.channelIds[0] }],
    schedule,
  });
  id = (body['publications'] as { id: string }[])[0]!.id;
});
const into = (state: string) => world.database.peek('update publishing.publication set state = $2 where id = $1', [id, state]);

test('a publication says where it stands, under the names of the contract', async () => {
  const one = await world.call(`GET /publications/${id}`);
  expect(one.body).toMatchObject({
    id,
    network: 'mastodon',
    state: 'SCHEDULED',
    flag: null,
    text: 'Le menu',
    position: 0,
    remote_id: null,
    remote_url: null,
  });
  expect(one.body['not_before']).toBe('2026-12-02T09:00:00.000Z');
  expect((await world.call(`GET /publications/${id}/attempts`)).body).toEqual({ items: [], next_cursor: null });
});

test('only an uncertain publication is decided; published needs its link', async () => {
  expect(await world.call(`POST /publications/${id}/decision`, { decision: 'drop' })).toMatchObject({
    status: 409,
    body: { code: 'not_asked' },
  });
  await into('NEEDS_DECISION');
  expect((await world.call(`GET /publications?state=NEEDS_DECISION`)).body.items).toMatchObject([{ id, flag: 'decision' }]);
  const without = await world.call(`POST /publications/${id}/decision`, { decision: 'published' });
  expect(without).toMatchObject({ status: 422, body: { errors: [{ field: 'url' }] } });
  const stale = { 'if-match': '"old"' };
  expect(await world.call(`POST /publications/${id}/decision`, { decision: 'drop' }, stale)).toMatchObject({ status: 412 });
  const url = 'https://example.org/@afi/1';
  const decided = await world.call(`POST /publications/${id}/decision`, { decision: 'published', url, why: 'vu' });
  expect(decided).toMatchObject({ status: 200, body: { state: 'PUBLISHED', flag: null, remote_url: url } });
});

test('decided not online, it is sent; decided to drop, it is cancelled', async () => {
  await into('NEEDS_DECISION');
  expect((await world.call(`POST /publications/${id}/decision`, { decision: 'send' })).body).toMatchObject({ state: 'ARMED' });
  await into('NEEDS_DECISION');
  expect((await world.call(`POST /publications/${id}/decision`, { decision: 'drop' })).body).toMatchObject({ state: 'CANCELLED' });
});

test('the attempts of a publication are listed, the last page without a cursor', async () => {
  for (const n of [1, 2, 3])
    await world.database.peek(
      `insert into publishing.attempt (workspace_id, id, publication_id, n, kind, request_hash, content_hash, lease_token, intent_at, deadline_at, not_before, not_after, outcome, endpoint, status, bytes_written, answered_at)
       select workspace_id, gen_random_uuid(), id, $2::int, 'look', '', '', $2::int, now(), now(), now(), now(), 'absent', 'GET /x', 404, true, now() from publishing.publication where id = $1`,
      [id, n],
    );
  const page = await world.call(`GET /publications/${id}/attempts?limit=2`);
  expect(page.body.items).toMatchObject([{ n: 1, kind: 'look', outcome: 'absent', status: 404, bytes_written: true }, { n: 2 }]);
  const rest = await world.call(`GET /publications/${id}/attempts?limit=2&cursor=${page.body['next_cursor']}`);
  expect(rest.body).toMatchObject({ items: [{ n: 3 }], next_cursor: null });
});
