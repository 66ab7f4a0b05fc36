import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { furnish } from '../../../modules/calendar/furnish.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../../../tests/worlds/database.ts';
import { caller, startApi, type RunningApi } from '../../../../tests/worlds/api.ts';

let database: TestDatabase;
let api: RunningApi;
let house: Awaited<ReturnType<typeof furnish>>;
let call: ReturnType<typeof caller>;
const tomorrow = { at: '2026-12-02T09:00:30', zone: 'Africa/Lome', late: { policy: 'drop', minutes: 45 } };

beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database);
});
beforeEach(async () => {
  house = await furnish(database);
  call = caller(api.base, (await api.key(house.workspaceId)).key);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});
const post = (more: object = {}) => ({
  client: house.clientId,
  text: 'Le menu du jour',
  variants: [{ channel: house.channelIds[0] }, { channel: house.channelIds[1], text: 'Pour eux', thread: ['La suite'] }],
  ...more,
});

test('a post with a schedule is planned on each channel, to the second, without second thoughts', async () => {
  const made = await call('POST /posts', post({ schedule: tomorrow }));
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    client: house.clientId,
    schedule: {
      at: '2026-12-02T09:00:30',
      zone: 'Africa/Lome',
      late: { policy: 'drop', minutes: 45 },
      not_before: '2026-12-02T09:00:30.000Z',
    },
    warnings: [],
  });
  const page = await call(`GET /publications?post=${made.body['id']}`);
  expect(page.body.items.map(({ text, position, state, flag }) => [text, position, state, flag])).toEqual(
    expect.arrayContaining([
      ['Le menu du jour', 0, 'SCHEDULED', null],
      ['Pour eux', 0, 'SCHEDULED', null],
      ['La suite', 1, 'SCHEDULED', null],
    ]),
  );
  expect(page.body).toMatchObject({ next_cursor: null });
  expect((await call('POST /posts', post({ schedule: 'now' }))).body['schedule']).toMatchObject({ not_before: '2026-12-01T08:00:00.000Z' });
  expect((await call(`GET /posts/${made.body['id']}`)).body).toEqual(made.body);
});
