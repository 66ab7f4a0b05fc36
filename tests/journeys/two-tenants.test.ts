import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../house/planted.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { crawl } from './tenants/crawl.ts';
import { audienceOf, unlisted } from './tenants/recipes.ts';
import { readRoutes } from './tenants/router.ts';
import { changed, empty, fingerprint, pairIds } from './tenants/rows.ts';
import { openTenant, PASSWORD, type Tenant } from './tenants/tenant.ts';
import { openVisitor, signIn } from './tenants/visitor.ts';
import { startWeb, type RunningWeb } from './palabre/web.ts';

const routes = readRoutes(ROOT);
let database: TestDatabase;
let web: RunningWeb;
let girafe: Tenant;
let zebre: Tenant;

beforeAll(async () => {
  database = await openTestDatabase(new Date());
  web = await startWeb(database);
  girafe = await openTenant(web.house, 'GIRAFE');
  zebre = await openTenant(web.house, 'ZEBRE');
});
afterAll(async () => {
  await web?.stop();
  await database?.close();
});

test('every address of the router says whose it is', () => {
  expect(routes.length).toBeGreaterThan(10);
  expect(routes.flatMap(unlisted)).toEqual([]);
});

test('T17: nobody reads or changes anything of another workspace, by any address, form or id', async () => {
  const visitor = openVisitor(web.origin);
  await signIn(visitor, girafe.email, PASSWORD);
  const before = await fingerprint(database.peek, zebre.workspaceId);
  const pairs = await pairIds(database.peek, girafe.workspaceId, zebre.workspaceId);
  const found = await crawl({ own: girafe, foreign: zebre, pairs, visitor }, routes);
  const touched = changed(before, await fingerprint(database.peek, zebre.workspaceId));
  console.log(
    JSON.stringify({
      test: 'T17',
      routes: routes.length,
      tenantRoutes: routes.filter((route) => audienceOf(route) === 'tenant').length,
      reads: found.reads,
      writes: found.writes,
      foreignRows: found.leaks.length,
      sideEffects: touched.length,
      target: 0,
      tablesWithoutRows: empty(before),
    }),
  );
  expect(found.closed, 'one’s own pages open').toEqual([]);
  expect(found.leaks).toEqual([]);
  expect(touched).toEqual([]);
  expect(found.accidents).toEqual([]);
});

test('T17: on one pool, a thousand transactions of two workspaces never see each other', async () => {
  const marks = new Map([girafe, zebre].map((tenant) => [tenant.workspaceId, tenant.mark]));
  const { sql } = await import('kysely');
  const looks = Array.from({ length: 1_000 }, (_, n) => (n % 2 ? girafe : zebre)).map(({ workspaceId }) =>
    database.store.inWorkspace(workspaceId, { kind: 'system', name: 'worker' }, async (ctx) => {
      const { rows } = await sql<{ title: string }>`select title from calendar.post`.execute(ctx.db);
      return rows.every((row) => row.title === `Titre ${marks.get(workspaceId)}`) && rows.length > 0;
    }),
  );
  expect((await Promise.all(looks)).filter((own) => !own)).toHaveLength(0);
});
