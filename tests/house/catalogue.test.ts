import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_ROLE } from '../../src/plumbing/db/embedded-postgres.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import {
  keysDownstream,
  keysWithoutWorkspace,
  NON_TENANT,
  powersOf,
  tenantsInTheClosedList,
  unprotectedTables,
  type Peek,
} from './catalogue.ts';

let database: TestDatabase;
let planted: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  planted = await openTestDatabase();
  await planted.peek(FAULTS);
});
afterAll(async () => {
  await database?.close();
  await planted?.close();
});

/** One fault for each check, in a copy of the migrated database. */
const FAULTS = `
  create table calendar.open_door (workspace_id uuid not null, id uuid not null, primary key (workspace_id, id));
  create table calendar.half_shut (workspace_id uuid not null, id uuid not null, primary key (workspace_id, id));
  alter table calendar.half_shut enable row level security;
  create table calendar.too_wide (workspace_id uuid not null, id uuid not null, primary key (workspace_id, id));
  call tenancy.protect('calendar.too_wide');
  create policy everyone on calendar.too_wide using (true);
  create table calendar.backwards (id uuid not null, workspace_id uuid not null, primary key (id, workspace_id));
  call tenancy.protect('calendar.backwards');
  alter table calendar.too_wide add column site_id uuid;
  alter table calendar.too_wide add constraint leads_down foreign key (workspace_id, site_id) references site.site (workspace_id, id);
  alter table team.member_of enable row level security;
  create function tenancy.strong() returns int language sql security definer as 'select 1';`;

const CHECKS: [promise: string, check: (peek: Peek) => Promise<string[]>, caught: string[]][] = [
  [
    'every tenant table has row-level security, forced, with the one policy',
    unprotectedTables,
    [
      'calendar.open_door: row-level security is off',
      'calendar.half_shut: row-level security is not forced',
      'calendar.too_wide: its policy is not the one of tenancy.protect',
    ],
  ],
  [
    'the workspace comes first in every key',
    keysWithoutWorkspace,
    ['calendar.backwards: backwards_pkey does not begin with the workspace'],
  ],
  ['foreign keys lead upstream only', keysDownstream, ['calendar.too_wide: leads_down leads down to site.site']],
  ['no table of the closed list is a tenant table', tenantsInTheClosedList, ['team.member_of has a policy: take it off the closed list']],
  [
    'the application role owns nothing and cannot bypass security',
    (peek) => powersOf(peek, APP_ROLE),
    ["tenancy.strong runs with its owner's powers"],
  ],
];

for (const [promise, check, caught] of CHECKS)
  test(`${promise}; a planted fault is caught`, async () => {
    expect(await check(database.peek)).toEqual([]);
    expect(await check(planted.peek)).toEqual(expect.arrayContaining(caught));
  });

test('a role that owns a table is caught', async () => {
  await planted.peek(`create table team.mine (id uuid primary key); alter table team.mine owner to ${APP_ROLE}`);
  expect(await powersOf(planted.peek, APP_ROLE)).toContain(`${APP_ROLE} owns team.mine`);
});

test('without a workspace the application sees no row of any tenant table, and cannot write one', async () => {
  const tables = await database.peek<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relforcerowsecurity`,
  );
  const { sql } = await import('kysely');
  expect(tables.length).toBeGreaterThan(10);
  for (const { name } of tables) {
    expect(NON_TENANT).not.toHaveProperty(name);
    const [schema, table] = name.split('.') as [string, string];
    const seen = await sql`select 1 from ${sql.table(`${schema}.${table}`)} limit 1`.execute(database.store.outside);
    expect(seen.rows, name).toEqual([]);
  }
});
