import type pg from 'pg';
import { downstreamOf, ROOMS } from './rooms.ts';

/** Reads the database's own catalogue: what PostgreSQL will enforce, not what a file says. */
export type Peek = <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<R[]>;

/**
 * The closed list: tables that belong to no workspace, each with the reason it must be readable before one is known.
 * None holds content. A table outside this list is a tenant's, or the build fails.
 */
export const NON_TENANT: Record<string, string> = {
  'publishing.due': 'the worker claims here before it knows the workspace',
  'publishing.worker': 'signs of life of processes, which serve every workspace',
  'publishing.instance': 'the mark of this database, compared with the data folder’s',
  'publishing.reconciliation': 'after a restore nothing is sent in any workspace',
  'team.letter': 'who asked for which letter; no link, no text',
  'team.workspace_slug': 'an address leads to a workspace',
  'team.member_of': 'a person leads to their workspaces',
  'team.invitation_link': 'a link leads to an invitation',
  'team.setup_link': 'the first owner has no workspace yet',
  'team.sign_in_link': 'a link leads to a person',
  'team.reset_link': 'a link leads to a person',
  'team.email_link': 'a link leads to a person',
  'team.attempt': 'limits per account and address',
  'team.api_key_hash': 'a program’s key leads to a workspace',
  'calendar.feed_address': 'the secret address of a calendar leads to a workspace',
  'notices.listener': 'the worker reads the facts of workspaces that have a receiver',
  'facts.unheard': 'the worker rings for what the sender told, in whichever workspace',
  'site.address': 'a host name or path leads to a site',
  'channels.authorization_state': 'a network sends the browser back with a state only',
  'approval.key': 'a client’s link or session leads to a workspace',
  'library.place': 'an address leads to the workspace of a picture',
};
/** Schemas of the account library, the job library and the migrations. */
export const NON_TENANT_SCHEMAS = ['auth', 'pgboss', 'migrations'];

const TABLES = `
  select n.nspname || '.' || c.relname as name, n.nspname as schema, c.oid, c.relrowsecurity as on, c.relforcerowsecurity as forced,
         pg_get_userbyid(c.relowner) as owner
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)' and not n.nspname = any ($1)
  order by 1`;

interface Table {
  name: string;
  schema: string;
  oid: number;
  on: boolean;
  forced: boolean;
  owner: string;
}

const tablesOf = (peek: Peek): Promise<Table[]> => peek<Table & pg.QueryResultRow>(TABLES, [NON_TENANT_SCHEMAS]);
const isTenant = (table: { name: string }): boolean => !(table.name in NON_TENANT);

const OWN_WORKSPACE = '(workspace_id = tenancy.current_workspace())';

/** Row-level security on, forced, with the one policy of the house and no other that could widen it. */
export async function unprotectedTables(peek: Peek): Promise<string[]> {
  const policies = await peek<{ oid: number; qual: string | null; checked: string | null; command: string }>(
    `select polrelid::oid as oid, pg_get_expr(polqual, polrelid) as qual, pg_get_expr(polwithcheck, polrelid) as checked, polcmd as command from pg_policy`,
  );
  return (await tablesOf(peek)).filter(isTenant).flatMap((table) => {
    const own = policies.filter((policy) => policy.oid === table.oid);
    const faults: string[] = [];
    if (!table.on) faults.push('row-level security is off');
    if (!table.forced) faults.push('row-level security is not forced');
    if (own.length !== 1 || own[0]!.qual !== OWN_WORKSPACE || own[0]!.checked !== OWN_WORKSPACE || own[0]!.command !== '*')
      faults.push('its policy is not the one of tenancy.protect');
    return faults.map((fault) => `${table.name}: ${fault}`);
  });
}

/** Tables of the closed list that do not exist any more would hide a later mistake of the same name. */
export async function tenantsInTheClosedList(peek: Peek): Promise<string[]> {
  return (await tablesOf(peek))
    .filter((table) => !isTenant(table) && table.on)
    .map((table) => `${table.name} has a policy: take it off the closed list`);
}

interface Constraint {
  name: string;
  kind: 'p' | 'f' | 'u';
  table: string;
  schema: string;
  columns: string[];
  targetTable: string | null;
  targetSchema: string | null;
  targetColumns: string[] | null;
}

const CONSTRAINTS = `
  select o.conname as name, o.contype as kind, n.nspname || '.' || c.relname as table, n.nspname as schema,
    array(select a.attname::text from unnest(o.conkey) with ordinality k(num, place) join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.num order by k.place) as columns,
    tn.nspname || '.' || t.relname as "targetTable", tn.nspname as "targetSchema",
    array(select a.attname::text from unnest(o.confkey) with ordinality k(num, place) join pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.num order by k.place) as "targetColumns"
  from pg_constraint o
  join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
  left join pg_class t on t.oid = o.confrelid left join pg_namespace tn on tn.oid = t.relnamespace
  where o.contype in ('p', 'f') and n.nspname !~ '^(pg_|information_schema)' and not n.nspname = any ($1)
  order by 1`;

/** The workspace comes first in every primary and foreign key of a tenant's table; every tenant's table has a primary key. */
export async function keysWithoutWorkspace(peek: Peek): Promise<string[]> {
  const constraints = await peek<Constraint & pg.QueryResultRow>(CONSTRAINTS, [NON_TENANT_SCHEMAS]);
  const tenants = (await tablesOf(peek)).filter(isTenant).map((table) => table.name);
  const withoutKey = tenants.filter((name) => !constraints.some((one) => one.table === name && one.kind === 'p'));
  return [
    ...withoutKey.map((name) => `${name}: no primary key`),
    ...constraints
      .filter((one) => tenants.includes(one.table) && !(one.targetSchema && NON_TENANT_SCHEMAS.includes(one.targetSchema)))
      .filter((one) => one.columns[0] !== 'workspace_id' || (one.kind === 'f' && one.targetColumns?.[0] !== 'workspace_id'))
      .map((one) => `${one.table}: ${one.name} does not begin with the workspace`),
  ];
}

/** A room's foreign keys lead to itself or to rooms before it. */
export async function keysDownstream(peek: Peek): Promise<string[]> {
  const constraints = await peek<Constraint & pg.QueryResultRow>(CONSTRAINTS, [NON_TENANT_SCHEMAS]);
  return constraints
    .filter((one) => one.kind === 'f' && ROOMS.includes(one.schema) && downstreamOf(one.schema).includes(one.targetSchema ?? ''))
    .map((one) => `${one.table}: ${one.name} leads down to ${one.targetTable}`);
}

/** The application's role: no superuser, no bypass, no ownership, and nothing of the migrations. */
export async function powersOf(peek: Peek, role: string): Promise<string[]> {
  const faults: string[] = [];
  const [flags] = await peek<Record<string, boolean>>(
    'select rolsuper as "superuser", rolbypassrls as "bypassrls", rolcreaterole as "createrole", rolcreatedb as "createdb", rolreplication as "replication" from pg_roles where rolname = $1',
    [role],
  );
  faults.push(...Object.entries(flags ?? { missing: true }).flatMap(([flag, on]) => (on ? [`${role} has ${flag}`] : [])));
  const owned = await peek<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where pg_get_userbyid(c.relowner) = $1
     union select nspname from pg_namespace where pg_get_userbyid(nspowner) = $1
     union select proname from pg_proc where pg_get_userbyid(proowner) = $1`,
    [role],
  );
  faults.push(...owned.map((one) => `${role} owns ${one.name}`));
  const members = await peek<{ name: string }>(
    `select pg_get_userbyid(roleid) as name from pg_auth_members where pg_get_userbyid(member) = $1`,
    [role],
  );
  faults.push(...members.map((one) => `${role} is a member of ${one.name}`));
  const definers = await peek<{ name: string }>(
    `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname !~ '^pg_'`,
  );
  faults.push(...definers.map((one) => `${one.name} runs with its owner's powers`));
  return faults;
}
