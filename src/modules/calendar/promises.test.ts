import { afterAll, beforeAll, expect, test } from 'vitest';
import { promiseStrategy } from '#modules/strategy';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { refused } from '../../../tests/worlds/visitors.ts';
import type { Ctx } from '../../plumbing/db/index.ts';
import type { Id } from '../../words/ids.ts';
import { furnish } from './furnish.fixture.ts';
import { countKept, listPostIds, readCrowding, readMonth, readWeek, savePost } from './index.server.ts';
import { behind, freeDays, shareOut, weekOf, weeksOf, weighWeek } from './shapes.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => {
  database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'));
  house = await furnish(database);
});
afterAll(() => database.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);
const zone = 'Africa/Lome';
const write = (text: string, wall: string, more: object = {}) =>
  asAwa((ctx) =>
    savePost(ctx, {
      clientId: house.clientId,
      text,
      wish: { wall, zone },
      variants: house.channelIds.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null })),
      ...more,
    }),
  );

test('a month is counted against what was promised, and can be narrowed to a pillar, a network, a person', async () => {
  const { pillars } = await asAwa((ctx) =>
    promiseStrategy(ctx, house.clientId, { pillars: [{ name: 'À table', dye: 'kola', share: 50 }], cadence: [] }),
  );
  const pillarId = pillars[0]!.id;
  await write('Lundi', '2026-12-07T09:00', { pillarId });
  await write('Mardi', '2026-12-08T09:00');
  await write('Sans compte', '2026-12-09T09:00', { variants: [] });

  const week = weekOf('2026-12-10');
  const kept = await asAwa((ctx) =>
    countKept(ctx, { clientId: house.clientId, weeks: [week], first: '2026-12-01', last: '2026-12-31', zone }),
  );
  // Both accounts are on one network: a post counts once.
  expect(kept).toEqual({ weeks: [{ monday: '2026-12-07', posts: { mastodon: 2 } }], pillars: { [pillarId]: 1, '': 2 } });

  const names = async (filter: object) =>
    (await asAwa((ctx) => readMonth(ctx, { month: '2026-12', zone, ...filter }))).lines.map((line) => line.name);
  expect(await names({ pillarId })).toEqual(['Lundi']);
  expect(await names({ network: 'mastodon' })).toEqual(['Lundi', 'Mardi']);
  expect(await names({ network: 'bluesky' })).toEqual([]);
  expect(await names({ by: awa.kind === 'person' ? awa.userId : '' })).toHaveLength(3);
  expect(await names({ planned: true })).toEqual([]);
  const ids = await asAwa((ctx) => listPostIds(ctx, { first: '2026-12-07', last: '2026-12-07', zone }));
  expect(await names({ only: ids })).toEqual(['Lundi']);
  expect((await asAwa((ctx) => readWeek(ctx, { day: '2026-12-10', zone }))).counts).toEqual({
    ...{ '2026-12-07': 1, '2026-12-08': 1, '2026-12-09': 1 },
  });
});

test('a post keeps no promise made to another client', async () => {
  const other = await furnish(database);
  const { pillars } = await as(
    database,
    awa,
    other.workspaceId,
  )((ctx) => promiseStrategy(ctx, other.clientId, { pillars: [{ name: 'Ailleurs', dye: 'nuit', share: 1 }], cadence: [] }));
  expect(await refused(write('À moi', '2026-12-07T09:00', { pillarId: pillars[0]!.id }))).toMatchObject({
    code: 'pillar_of_another_client',
  });
});

test('a week is weighed network by network: what is beyond on one does not make up for another', () => {
  const cadence = [
    { network: 'one', perWeek: 3 },
    { network: 'two', perWeek: 2 },
  ];
  expect(weighWeek(cadence, { one: 4, two: 1 })).toEqual({ promised: 5, kept: 4, beyond: 1, lacking: [{ network: 'two', count: 1 }] });
  expect(weighWeek([], { one: 4 })).toBeNull();
});

test('an unkept week proposes its empty days to come, no more than it lacks', () => {
  const week = weeksOf('2026-12')[1]!;
  const promise = weighWeek([{ network: 'one', perWeek: 3 }], { one: 1 });
  expect(freeDays(week, promise, '2026-12-09', (day) => day !== '2026-12-10')).toEqual(['2026-12-09', '2026-12-11']);
  expect(freeDays(week, promise, '2026-12-14', () => true)).toEqual([]);
});

test('the pillar the furthest behind its share comes first', () => {
  const pillar = (id: string, share: number) => ({ id, name: id, share, dye: 'kola', clientId: '', putAway: false }) as const;
  const shares = shareOut([pillar('a', 40), pillar('b', 60)], { a: 3, b: 3, '': 2 });
  expect(shares.map(({ held }) => held)).toEqual([38, 38]);
  expect(behind(shares).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('two posts of one account within two hours are said to each other, whatever is shown; other accounts do not mind', async () => {
  const { workspaceId, clientId, channelIds } = await furnish(database);
  const asAwa = as(database, awa, workspaceId);
  const [x, y] = channelIds as [Id, Id];
  const write = (time: string, ...on: Id[]): Promise<Id> =>
    asAwa(async (ctx) => {
      const variants = on.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
      return (await savePost(ctx, { clientId, text: time, variants, wish: { wall: `2026-12-07T${time}`, zone: 'Africa/Lome' } })).id;
    });
  const [noon, nine, later, evening] = [
    await write('12:00', x, y),
    await write('09:00', x),
    await write('12:40', y),
    await write('14:40', y),
  ];
  const same = await write('14:40', x);
  const close = await asAwa((ctx) => readCrowding(ctx, [noon, nine, later, evening, same]));
  expect([...close].sort()).toEqual(
    [
      [noon, { channelId: y, minutes: 40 }],
      [later, { channelId: y, minutes: 40 }],
    ].sort(),
  );
  await write('14:40', x);
  expect(await asAwa((ctx) => readCrowding(ctx, [same]))).toEqual(new Map([[same, { channelId: x, minutes: 0 }]]));
});
