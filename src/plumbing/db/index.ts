import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { newId } from '#words/ids.ts';
import type { Clock } from '../clock/index.ts';
import type { Ctx, Fact, NoTables } from './ctx.ts';
import { PreparingClient } from './prepared.ts';
import { inTransaction } from './transaction.ts';

export type { Ctx, Db, Fact, NoTables } from './ctx.ts';
export { sql } from 'kysely';
export { listenTo } from './listen.ts';
export { ringLater, ringUnheard } from './unheard.ts';
export { appConnection, appRole, databaseAddresses, NotRunning, ownerConnection } from './connection.ts';

// int8 comes as text by default; every int8 of ours (money, bytes, counters) stays below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A day has no hour and no zone: the text `2026-12-31`, not an instant.
pg.types.setTypeParser(pg.types.builtins.DATE, String);

/** Rings after a fact was written, in the same transaction (plumbing/jobs), now or at an instant; tests may pass a silent one. */
export type Doorbell = (db: Ctx['db'], queue: string, data: Record<string, string>, at?: Date) => Promise<void>;

export interface Store {
  /** Outside any workspace: only for the closed list of non-tenant tables (house.md rule 8). */
  readonly outside: Kysely<NoTables>;
  /** One transaction in one workspace, as one actor. Row-level security sees nothing else. */
  inWorkspace<T>(workspaceId: Id, actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions {
  clock: Clock;
  ring?: Doorbell;
  /** Names of the facts somebody listens to: only they ring. All of them when left out. */
  heard?: ReadonlySet<string>;
  /** Connections of this process; durable commits are grouped, so a few suffice. */
  max?: number;
}

export function openStore(connection: pg.PoolConfig, options: StoreOptions): Store {
  // Several questions may be on the way at once; they are answered in their order.
  const several = { pipeline: true } as pg.PoolConfig;
  const pool = new pg.Pool({ max: options.max ?? 10, idleTimeoutMillis: 30_000, Client: PreparingClient, ...several, ...connection });
  // A dropped idle connection is the pool's business; the next query opens another or fails loudly.
  pool.on('error', () => undefined);
  const outside = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });

  return {
    outside,
    inWorkspace: (workspaceId, actor, work) =>
      inTransaction(pool, beginningIn(workspaceId), async (db) => {
        const told: Told[] = [];
        const ctx: Ctx = {
          db,
          workspaceId,
          actor,
          now: () => options.clock.now(),
          tell: async (fact) => void told.push({ id: newId(options.clock.now().getTime()), at: options.clock.now(), fact }),
          part: (work) => part(db, told, work),
        };
        const value = await work(ctx);
        await ringFor(ctx, told, options);
        return { value, last: factsToWrite(workspaceId, told) };
      }),
    close: () => outside.destroy(),
  };
}

/** Durable whatever the server's default: what was acknowledged is never lost. */
const beginningIn = (workspaceId: Id): string =>
  `begin; select set_config('palabre.workspace', ${pg.escapeLiteral(workspaceId)}, true), set_config('synchronous_commit', 'on', true)`;

async function part<T>(db: Ctx['db'], told: Told[], work: () => Promise<T>): Promise<T> {
  const before = told.length;
  await sql`savepoint part`.execute(db);
  try {
    return await work();
  } catch (error) {
    await sql`rollback to savepoint part`.execute(db);
    told.length = before;
    throw error;
  }
}

interface Told {
  id: Id;
  at: Date;
  fact: Fact;
}

async function ringFor(ctx: Ctx, told: readonly Told[], { ring, heard }: StoreOptions): Promise<void> {
  for (const { id, fact } of told)
    if (!heard || heard.has(fact.name)) await ring?.(ctx.db, 'hear', { workspaceId: ctx.workspaceId, factId: id });
}

/** Last in the transaction that made them true, in one statement: a change of a hundred rows tells as much as it changes. */
function factsToWrite(workspaceId: Id, told: readonly Told[]): pg.QueryConfig | null {
  if (told.length === 0) return null;
  return {
    name: 'facts',
    text: `insert into facts.fact (workspace_id, id, name, about, told_at)
      select $1, id, name, about, told_at
      from unnest($2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[]) as told (id, name, about, told_at)`,
    values: [
      workspaceId,
      told.map(({ id }) => id),
      told.map(({ fact }) => fact.name),
      told.map(({ fact }) => JSON.stringify(fact.about)),
      told.map(({ at }) => at),
    ],
  };
}
