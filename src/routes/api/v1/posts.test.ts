import { beforeEach, expect, test } from 'vitest';
import { agreeMode, readAsked } from '#modules/approval';
import { as, awa } from '../../../../tests/worlds/database.ts';
import { declareForClient } from '../../../wiring/ask-client.ts';
import { apiWorld } from '../../../../tests/worlds/api-world.ts';
import { type Told } from '../../../../tests/worlds/api.ts';

const world = apiWorld();
beforeEach(world.renew);
const tomorrow = { at: '2026-12-02T09:00:30', zone: 'Africa/Lome', late: { policy: 'drop', minutes: 45 } };
const post = (more: object = {}) => ({
  client: world.house.clientId,
  text: 'Le menu du jour',
  variants: [{ channel: world.house.channelIds[0] }, { channel: world.house.channelIds[1], text: 'Pour eux', thread: ['La suite'] }],
  ...more,
});

test('a post with a schedule is planned on each channel, to the second, without second thoughts', async () => {
  const made = await world.call('POST /posts', post({ schedule: tomorrow }));
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    client: world.house.clientId,
    schedule: {
      at: '2026-12-02T09:00:30',
      zone: 'Africa/Lome',
      late: { policy: 'drop', minutes: 45 },
      not_before: '2026-12-02T09:00:30.000Z',
    },
    warnings: [],
  });
  const page = await world.call(`GET /publications?post=${made.body['id']}`);
  expect(page.body.items.map(({ text, position, state, flag }) => [text, position, state, flag])).toEqual(
    expect.arrayContaining([
      ['Le menu du jour', 0, 'SCHEDULED', null],
      ['Pour eux', 0, 'SCHEDULED', null],
      ['La suite', 1, 'SCHEDULED', null],
    ]),
  );
  expect(page.body).toMatchObject({ next_cursor: null });
  expect((await world.call('POST /posts', post({ schedule: 'now' }))).body['schedule']).toMatchObject({
    not_before: '2026-12-01T08:00:00.000Z',
  });
  expect((await world.call(`GET /posts/${made.body['id']}`)).body).toEqual(made.body);
});

test('what was said before is advice, never a refusal', async () => {
  const first = await world.call('POST /posts', post({ schedule: tomorrow }));
  const again = await world.call('POST /posts', post({ text: 'Le menu du jour !', schedule: tomorrow }));
  expect(again).toMatchObject({
    status: 201,
    body: {
      warnings: [
        {
          field: 'text',
          code: 'said_before',
          channel: world.house.channelIds[0],
          detail: expect.stringContaining(String(first.body['id'])),
        },
        { field: 'text', code: 'said_before', channel: world.house.channelIds[1] },
      ],
    },
  });
});

test('without a schedule it is a draft, and what its networks would not take is said', async () => {
  const made = await world.call(
    'POST /posts',
    post({ title: 'Titre', variants: [{ channel: world.house.channelIds[0], text: 'x'.repeat(501) }] }),
  );
  expect(made).toMatchObject({ status: 201, body: { title: 'Titre', schedule: null, publications: [] } });
  expect(made.body['warnings']).toMatchObject([{ field: 'variants[0].text', code: 'text_too_long', channel: world.house.channelIds[0] }]);
});

test('a text too long for one network refuses the whole call and names the variant’s channel', async () => {
  const variants = [{ channel: world.house.channelIds[0] }, { channel: world.house.channelIds[1], text: 'x'.repeat(501) }];
  const refused = await world.call('POST /posts', post({ variants, schedule: tomorrow }));
  expect(refused).toMatchObject({ status: 422, body: { code: 'variant_blocked' } });
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(refused.body.errors).toMatchObject([{ field: 'variants[1].text', code: 'text_too_long', channel: world.house.channelIds[1] }]);
  expect((await world.call('GET /posts')).body.items).toEqual([]);
});

test('an hour in a gap is refused with its two neighbours; in an overlap the first is taken, and it is said', async () => {
  const paris = (at: string) => world.call('POST /posts', post({ schedule: { at, zone: 'Europe/Paris' } }));
  expect(await paris('2027-03-28T02:30')).toMatchObject({
    status: 422,
    body: { code: 'wall_time_gap', neighbours: ['2027-03-28T01:30', '2027-03-28T03:30'], errors: [{ field: 'schedule.at' }] },
  });
  expect(await paris('2027-10-31T02:30')).toMatchObject({
    status: 201,
    body: { schedule: { not_before: '2027-10-31T00:30:00.000Z' }, warnings: [{ code: 'wall_time_twice', field: 'schedule.at' }] },
  });
});

test('a change needs the version it starts from: 428 without If-Match, 412 with an old one', async () => {
  const { body, headers } = await world.call('POST /posts', post());
  const address = `/posts/${body['id']}`;
  expect(await world.call(`PATCH ${address}`, { text: 'b' })).toMatchObject({ status: 428, body: { code: 'if_match_missing' } });
  expect(await world.call(`DELETE ${address}`)).toMatchObject({ status: 428 });
  const etag = headers.get('etag')!;
  const changed = await world.call(`PATCH ${address}`, { text: 'b' }, { 'if-match': etag });
  expect(changed).toMatchObject({ status: 200, body: { text: 'b', variants: [{}, { text: 'Pour eux' }] } });
  expect(await world.call(`PATCH ${address}`, { text: 'c' }, { 'if-match': etag })).toMatchObject({
    status: 412,
    body: { code: 'version_changed' },
  });
  expect(await world.call(`POST ${address}/schedule`, { schedule: tomorrow }, { 'if-match': etag })).toMatchObject({ status: 412 });
  expect(await world.call(`DELETE ${address}`, undefined, { 'if-match': changed.headers.get('etag')! })).toMatchObject({ status: 204 });
  expect(await world.call(`GET ${address}`)).toMatchObject({ status: 404 });
});

test('what was scheduled follows a change: new text, variants replaced whole, another hour, or taken back', async () => {
  const { body } = await world.call('POST /posts', post({ schedule: tomorrow }));
  const patch = (fields: object) => world.call(`PATCH /posts/${body['id']}`, fields, { 'if-match': '*' });
  const alive = ({ body: { publications } }: Pick<Told, 'body'>) =>
    (publications as { state: string; text: string; channel: string }[]).filter(({ state }) => state !== 'CANCELLED');
  expect(alive(await patch({ text: 'Le menu de demain' })).map(({ text }) => text)).toContain('Le menu de demain');
  const narrowed = await patch({ variants: [{ channel: world.house.channelIds[1] }] });
  expect(alive(narrowed)).toMatchObject([{ channel: world.house.channelIds[1], text: 'Le menu de demain', state: 'SCHEDULED' }]);
  expect((await patch({ schedule: { at: '2026-12-03T10:00', zone: 'Africa/Lome' } })).body['publications']).toContainEqual(
    expect.objectContaining({ state: 'SCHEDULED', not_before: '2026-12-03T10:00:00.000Z' }),
  );
  const back = await patch({ schedule: null });
  expect(back.body['schedule']).toBeNull();
  expect(alive(back)).toEqual([]);
  expect(alive(await world.call(`POST /posts/${body['id']}/schedule`, tomorrow))).toMatchObject([{ state: 'SCHEDULED' }]);
  expect(alive(await world.call(`POST /posts/${body['id']}/cancel`))).toEqual([]);
});

test('what is on its way cannot be changed or taken back: 409, and the wish to cancel is kept', async () => {
  const { body } = await world.call('POST /posts', post({ schedule: tomorrow }));
  const ids = (body['publications'] as { id: string }[]).map(({ id }) => id);
  await world.database.peek(`update publishing.publication set state = 'SENDING' where id = $1`, [ids[0]]);
  const late = { status: 409, body: { code: 'already_sending' } };
  expect(await world.call(`PATCH /posts/${body['id']}`, { schedule: 'now' }, { 'if-match': '*' })).toMatchObject(late);
  expect(await world.call(`PATCH /posts/${body['id']}`, { text: 'b', variants: [] }, { 'if-match': '*' })).toMatchObject(late);
  expect((await world.call(`GET /posts/${body['id']}`)).body['text']).toBe('Le menu du jour');
  expect(await world.call(`POST /posts/${body['id']}/cancel`)).toMatchObject(late);
  expect(await world.database.peek('select cancel_wished from publishing.publication where id = $1', [ids[0]])).toEqual([
    { cancel_wished: true },
  ]);
});

test('lists come page by page, nothing twice, nothing lost', async () => {
  for (let n = 0; n < 5; n += 1) await world.call('POST /posts', post({ text: `Contenu ${n}`, schedule: tomorrow }));
  const readAll = async (list: string) => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await world.call(`GET ${list}limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.body.items.map(({ id }) => id as string));
      cursor = page.body['next_cursor'] as string | null;
    }
    return seen;
  };
  const posts = await readAll('/posts?');
  expect([posts.length, new Set(posts).size]).toEqual([5, 5]);
  const publications = await readAll(`/publications?state=SCHEDULED&state=HELD&channel=${world.house.channelIds[1]}&`);
  expect([publications.length, new Set(publications).size]).toEqual([10, 10]);
  expect(await readAll('/publications?from=2026-12-03T00:00:00Z&')).toEqual([]);
  expect(await readAll('/publications?to=2026-12-02T09:00:31%2B00:00&')).toHaveLength(15);
});

test('PATCH voids the client’s yes: it is said, and what was planned waits for another', async () => {
  const { clientId, workspaceId } = world.house;
  const asAwa = as(world.database, awa, workspaceId);
  await asAwa((ctx) => agreeMode(ctx, clientId, { mode: 'required', minutes: 0 }));
  const made = await world.call('POST /posts', post({ schedule: tomorrow }));
  const id = String(made.body['id']);
  const states = async () => (await world.call(`GET /publications?post=${id}`)).body.items.map(({ state }) => state);
  expect(await states(), 'a key plans, the client allows').toEqual(['DRAFT', 'DRAFT', 'DRAFT']);
  const { fingerprint: print } = (await asAwa((ctx) => readAsked(ctx, id)))!;
  await asAwa((ctx) => declareForClient(ctx, id, { verdict: 'yes', who: 'Mme Afi', note: 'au téléphone', print }));
  expect(await states()).toEqual(['SCHEDULED', 'SCHEDULED', 'SCHEDULED']);
  const current = await world.call(`GET /posts/${id}`);
  const patched = await world.call(`PATCH /posts/${id}`, { text: 'Un autre menu' }, { 'if-match': current.headers.get('etag')! });
  expect(patched).toMatchObject({ status: 200, body: { warnings: [{ code: 'approval_voided' }] } });
  // All of the post is shown together: what says the same as before waits with what does not.
  expect(await states()).toEqual(['HELD', 'HELD', 'HELD']);
  expect(await asAwa((ctx) => readAsked(ctx, id))).toMatchObject({ turn: 'client', round: 2 });
});
