import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../house/planted.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { commandWithForeignIds, wakeWithForeignIds } from './tenants/back-doors.ts';
import { interleave } from './tenants/interleave.ts';
import { audienceOf, ID_PARAMS, unlisted } from './tenants/recipes.ts';
import { readRoutes } from './tenants/router.ts';
import { tearDownWalls } from './tenants/rows.ts';
import { crawlApiAs, crawlAs, openTwoTenants, type TwoTenants } from './tenants/two-tenants.ts';

const routes = readRoutes(ROOT);
let database: TestDatabase;
let two: TwoTenants;

beforeAll(async () => {
  database = await openTestDatabase(new Date());
  two = await openTwoTenants(database);
});
afterAll(async () => {
  await two?.close();
  await database?.close();
});

test('every address of the router says whose it is', () => {
  expect(routes.length).toBeGreaterThan(10);
  expect(routes.flatMap(unlisted)).toEqual([]);
});

test('T17: nobody reads or changes anything of another workspace, by any address, form or id', async () => {
  const { closed, leaks, touched, accidents, empty, reads, writes } = await crawlAs(two, database, routes);
  const tenantRoutes = routes.filter((route) => audienceOf(route) === 'tenant').length;
  console.log(
    JSON.stringify({
      test: 'T17',
      routes: routes.length,
      tenantRoutes,
      reads,
      writes,
      foreignRows: leaks.length,
      sideEffects: touched.length,
      target: 0,
      tablesWithoutRows: empty,
    }),
  );
  expect(closed, 'one’s own pages open').toEqual([]);
  expect([leaks, touched, accidents]).toEqual([[], [], []]);
});

test('T17: a key opens nothing of another workspace, whatever operation of the API it is tried on', async () => {
  const { calls, closed, leaks, touched, accidents } = await crawlApiAs(two, database);
  console.log(JSON.stringify({ test: 'T17 API', calls, foreignRows: leaks.length, sideEffects: touched.length, target: 0 }));
  expect([closed, leaks, touched, accidents]).toEqual([[], [], [], []]);
});

test('T17: on one pool, a thousand transactions of two workspaces never see each other', async () => {
  const { faults, ms } = await interleave(database.store, [two.girafe, two.zebre], { seed: 17, count: 1_000 });
  console.log(JSON.stringify({ test: 'T17', seed: 17, transactions: 1_000, faults: faults.length, target: 0, ms }));
  expect(faults).toEqual([]);
});

test('T17: jobs, the sender and commands woken with foreign ids do nothing and say nothing', async () => {
  expect(await wakeWithForeignIds(two, database)).toEqual([]);
  expect(await commandWithForeignIds(two)).toEqual([]);
});

/** The last one: what it lets through is really changed. */
test('the crawl is no blind one: with the walls torn down it finds the other workspace on every page that shows one thing', async () => {
  await tearDownWalls(database.peek);
  const pages = routes.filter(
    (route) => audienceOf(route) === 'tenant' && route.page && route.params.some((name) => ID_PARAMS.includes(name)),
  );
  const { leaks, touched, accidents } = await crawlAs(two, database, pages);
  // These rooms name the workspace in their own queries too.
  const doubly = /\[(channel|post)\]/;
  const unseen = pages.filter(({ id }) => {
    const shape = new RegExp(
      `${id
        .replace('/(studio)', '')
        .replace('[workspace]', two.girafe.slug)
        .replace(/\[\w+\]/g, '[^/ ?]+')}[? ]`,
    );
    return ![...leaks, ...accidents].some((one) => shape.test(`${one} `));
  });
  expect(unseen.map(({ id }) => id).filter((id) => !doubly.test(id))).toEqual([]);
  expect(touched.length).toBeGreaterThan(2);
});
