import { sql, type Ctx, type Store } from '../../../src/plumbing/db/index.ts';
import { openChance } from '../../worlds/fakenet/random.ts';
import type { Tenant } from './tenant.ts';

export interface Interleaved {
  transactions: number;
  /** Rows of the other workspace that were seen, changed or made, and transactions that did not see their own. */
  faults: string[];
  ms: number;
}

/** Waiting at the pool at any moment; it has fewer connections, so that each serves both workspaces in turn. */
const AT_ONCE = 48;

/** Thrown inside a transaction to have it rolled back. */
class Stop extends Error {}

type Act = (ctx: Ctx, own: Tenant, foreign: Tenant) => Promise<string | null>;

/** Every kind of thing a transaction does, each saying what went wrong, or null. */
const ACTS: Record<string, Act> = {
  lists: async (ctx, own) => {
    const { rows } = await sql<{ title: string }>`select title from calendar.post`.execute(ctx.db);
    return rows.length > 0 && rows.every((row) => row.title.includes(own.mark)) ? null : `sees ${rows.length} posts, not only its own`;
  },
  joins: async (ctx, own) => {
    const { rows } = await sql<{ name: string }>`select c.name from clients.client c join channels.channel h on h.client_id = c.id
      where c.name like 'Chez %'`.execute(ctx.db);
    return rows.length > 0 && rows.every((row) => row.name.includes(own.mark)) ? null : `joins ${rows.length} rows, not only its own`;
  },
  'reads by a foreign id': async (ctx, _own, foreign) => {
    const { rows } = await sql`select 1 from publishing.publication where id = ${foreign.ids.publication}`.execute(ctx.db);
    return rows.length === 0 ? null : 'reads a foreign publication';
  },
  'writes by a foreign id': async (ctx, _own, foreign) => {
    const done = await sql`update calendar.post set title = 'theirs' where id = ${foreign.ids.post}`.execute(ctx.db);
    return done.numAffectedRows === 0n ? null : 'changes a foreign post';
  },
  'writes its own': async (ctx, own) => {
    const done = await sql`update clients.client set name = name where id = ${own.ids.client}`.execute(ctx.db);
    return done.numAffectedRows === 1n ? null : 'does not find its own client';
  },
  'makes a row for the other': async (ctx, _own, foreign) => {
    const made = await sql`insert into facts.fact (workspace_id, id, name, about, told_at)
      values (${foreign.workspaceId}, gen_random_uuid(), 'leak', '{}', now())`
      .execute(ctx.db)
      .then(() => 'makes a foreign row')
      .catch((error: { code?: string }) => (error.code === '42501' ? null : `makes a foreign row: ${error.code}`));
    if (made) return made;
    throw new Stop();
  },
  'fails half-way': async (ctx) => {
    await sql`update clients.client set name = 'half'`.execute(ctx.db);
    throw new Stop();
  },
  'breaks its statement': async (ctx) => {
    await sql`select 1 / 0`.execute(ctx.db).catch(() => 'an error ends the transaction');
    throw new Stop();
  },
};

/** Transactions of two workspaces in turn on one pool, many waiting at once, drawn from the seed. */
export async function interleave(
  store: Store,
  tenants: readonly [Tenant, Tenant],
  { seed, count }: { seed: number; count: number },
): Promise<Interleaved> {
  const chance = openChance(seed);
  const names = Object.keys(ACTS);
  const faults: string[] = [];
  const began = performance.now();
  let left = count;
  const walk = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const [own, foreign] = chance.draw('workspace') < 0.5 ? tenants : [tenants[1], tenants[0]];
      const name = names[chance.between('act', 0, names.length - 1)]!;
      const fault = await store
        .inWorkspace(own.workspaceId, { kind: 'system', name: 'worker' }, (ctx) => ACTS[name]!(ctx, own, foreign))
        .catch((error: unknown) => (error instanceof Stop ? null : `${name}: ${String(error)}`));
      if (fault) faults.push(`${own.mark} ${fault}`);
      // Between two transactions a connection belongs to nobody.
      if (chance.draw('between') < 0.1) {
        const { rows } = await sql`select 1 from calendar.post`.execute(store.outside);
        if (rows.length > 0) faults.push('outside any workspace, posts are seen');
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  return { transactions: count, faults, ms: Math.round(performance.now() - began) };
}
