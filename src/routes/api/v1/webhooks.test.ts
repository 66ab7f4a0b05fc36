import { beforeEach, expect, test } from 'vitest';
import { apiWorld } from '../../../../tests/worlds/api-world.ts';
import type { caller } from '../../../../tests/worlds/api.ts';
import { newId } from '../../../words/ids.ts';

const world = apiWorld();
const receiver = { url: 'https://caisse.example/palabre?de=awa', events: ['publication.published', 'publication.failed'] };
let call: ReturnType<typeof caller>;
beforeEach(async () => {
  await world.renew();
  call = await world.callAs({ scope: 'manage' });
});

test('a program adds a receiver, sees it without its secret, and forgets it', async () => {
  const made = await call('POST /webhooks', { ...receiver, events: [...receiver.events, 'publication.failed'] });
  expect(made).toMatchObject({ status: 201, body: { ...receiver, state: 'on', off_reason: null, failing_since: null } });
  expect(made.body['secret']).toMatch(/^whsec_[\w+/]{43}=$/);
  const { secret, ...shown } = made.body;
  expect((await call('GET /webhooks')).body).toEqual({ items: [shown], next_cursor: null });
  const rows = await world.database.peek<{ row: string }>('select e::text as row from notices.endpoint e');
  expect(JSON.stringify(rows)).not.toContain(String(secret).slice(6));
  expect((await call(`DELETE /webhooks/${made.body['id']}`)).status).toBe(204);
  expect((await call(`DELETE /webhooks/${made.body['id']}`)).status).toBe(404);
  expect((await call('GET /webhooks')).body.items).toEqual([]);
});

test('repeated under its Idempotency-Key a receiver is there once, and its secret is not said again', async () => {
  const first = await call('POST /webhooks', receiver, { 'idempotency-key': 'r' });
  const again = await call('POST /webhooks', receiver, { 'idempotency-key': 'r' });
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect(again.body).toEqual({ ...first.body, secret: null });
  expect((await call('GET /webhooks')).body.items).toHaveLength(1);
});

test('a key reaches them with the scope `manage` and every client only', async () => {
  const { clientId } = world.house;
  const narrow = await world.callAs({ scope: 'manage', clientIds: [clientId] });
  for (const other of [world.call, await world.callAs({ scope: 'write' }), narrow])
    for (const what of ['GET /webhooks', `GET /webhooks/${newId()}/deliveries`, `DELETE /webhooks/${newId()}`])
      expect(await other(what), what).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await world.call('POST /webhooks', receiver)).toMatchObject({ status: 403 });
  expect((await narrow('POST /webhooks', receiver)).status).toBe(403);
});

test('what is no address, no event or one too many is refused', async () => {
  for (const [body, field] of [
    [{ ...receiver, url: 'ftp://caisse.example/' }, 'url'],
    [{ ...receiver, url: 'https://caisse.example/\0' }, 'url'],
    [{ ...receiver, events: [] }, 'events'],
    [{ ...receiver, events: ['publication.dreamt'] }, 'events[0]'],
  ] as const)
    expect(await call('POST /webhooks', body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  for (let n = 0; n < 10; n += 1) await call('POST /webhooks', receiver);
  expect(await call('POST /webhooks', receiver)).toMatchObject({ status: 409, body: { code: 'notices_too_many' } });
});

test('the log of a receiver is read page by page, newest first, with the last answer', async () => {
  const [{ body: mine }, { body: other }] = [await call('POST /webhooks', receiver), await call('POST /webhooks', receiver)];
  for (const [n, endpoint] of [mine, mine, mine, other].entries())
    await world.database.peek(
      `with made as (insert into notices.delivery (workspace_id, id, endpoint_id, fact_id, publication_id, event, body, made_at, state, tries, next_at)
         values ($1, $2, $3, $4, $4, 'publication.failed', '{}', now(), 'waiting', 1, now()) returning workspace_id, id)
       insert into notices.attempt select workspace_id, id, 1, now(), 503, 'http_503', 'occupé', 12 from made`,
      [world.house.workspaceId, newId(1_800_000_000_000 + n), endpoint['id'], newId()],
    );
  const first = await call(`GET /webhooks/${mine['id']}/deliveries?limit=2`);
  expect(first.body.items).toMatchObject([
    { event: 'publication.failed', state: 'waiting', tries: 1, last: { status: 503, code: 'http_503', excerpt: 'occupé' } },
    { delivered_at: null },
  ]);
  const rest = await call(`GET /webhooks/${mine['id']}/deliveries?limit=2&cursor=${first.body['next_cursor']}`);
  expect(rest.body).toMatchObject({ items: [{ state: 'waiting' }], next_cursor: null });
  const ids = [...first.body.items, ...rest.body.items].map((one) => String(one['id']));
  expect(ids).toEqual([...ids].sort().reverse());
  expect((await call(`GET /webhooks/${newId()}/deliveries`)).status).toBe(404);
});
