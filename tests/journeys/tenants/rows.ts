import { createHash } from 'node:crypto';
import type { Peek } from '../../house/catalogue.ts';
import type { Id } from '../../../src/words/ids.ts';

/** Tables with a workspace in their first key, whatever protects them. */
async function tablesOf(peek: Peek): Promise<string[]> {
  const rows = await peek<{ name: string }>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnum > 0
     where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema|pgboss)' order by 1`,
  );
  return rows.map((row) => row.name);
}

/** One hash per table of everything a workspace owns: what an intruder changed shows as a table's name. */
export async function fingerprint(peek: Peek, workspaceId: Id): Promise<Map<string, string>> {
  const prints = new Map<string, string>();
  for (const table of await tablesOf(peek)) {
    const rows = await peek<{ row: string }>(`select t::text as row from ${table} t where workspace_id = $1 order by 1`, [workspaceId]);
    prints.set(
      table,
      `${rows.length} ${createHash('sha256')
        .update(rows.map((one) => one.row).join('\n'))
        .digest('hex')}`,
    );
  }
  return prints;
}

export const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...before.keys()].filter((table) => before.get(table) !== after.get(table));

/** Tables in which the workspace has no row: the crawl proves nothing about them. */
export const empty = (prints: Map<string, string>): string[] =>
  [...prints].filter(([, print]) => print.startsWith('0 ')).map(([table]) => table);

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** For each id found in the rows of one workspace, the one in the same place of the other: the two were made alike. */
export async function pairIds(peek: Peek, own: Id, foreign: Id): Promise<Map<Id, Id>> {
  const pairs = new Map<Id, Id>();
  for (const table of await tablesOf(peek)) {
    const read = (id: Id) => peek<{ row: string }>(`select t::text as row from ${table} t where workspace_id = $1 order by ctid`, [id]);
    const [a, b] = [await read(own), await read(foreign)];
    a.forEach(({ row }, index) => {
      const [mine, theirs] = [row.match(UUID) ?? [], b[index]?.row.match(UUID) ?? []];
      if (mine.length === theirs.length) mine.forEach((id, place) => id !== theirs[place] && pairs.set(id, theirs[place]!));
    });
  }
  return pairs;
}

export const swapIds = (text: string, pairs: ReadonlyMap<Id, Id>): string => text.replace(UUID, (id) => pairs.get(id) ?? id);

/** A planted fault: row-level security is off on every table. */
export async function tearDownWalls(peek: Peek): Promise<void> {
  for (const table of await tablesOf(peek)) await peek(`alter table ${table} disable row level security`);
}
