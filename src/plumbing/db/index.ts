import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { newId } from '#words/ids.ts';
import type { Clock } from '../clock/index.ts';
import type { Ctx, Fact, NoTables } from './ctx.ts';

export type { Ctx, Db, Fact, NoTables } from './ctx.ts';
export { sql } from 'kysely';
export { listenTo } from './listen.ts';
export { appConnection, appRole, databaseAddresses, NotRunning, ownerConnection } from './connection.ts';

// int8 comes as text by default; every int8 of ours (money, bytes, counters) stays below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Rings after a fact was written, in the same transaction (plumbing/jobs); tests may pass a silent one. */
export type Doorbell = (db: Ctx['db'], queue: string, data: Record<string, string>) => Promise<void>;

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
  /** Connections of this process; durable commits are grouped, so a few suffice. */
  max?: number;
}

export function openStore(connection: pg.PoolConfig, options: StoreOptions): Store {
  const pool = new pg.Pool({ max: options.max ?? 10, idleTimeoutMillis: 30_000, ...connection });
  // A dropped idle connection is the pool's business; the next query opens another or fails loudly.
  pool.on('error', () => undefined);
  const outside = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });

  return {
    outside,
    inWorkspace: (workspaceId, actor, work) =>
      outside.transaction().execute(async (db) => {
        await sql`select set_config('palabre.workspace', ${workspaceId}, true)`.execute(db);
        const ctx: Ctx = {
          db,
          workspaceId,
          actor,
          now: () => options.clock.now(),
          tell: (fact) => writeFact(ctx, fact, options.ring),
        };
        return work(ctx);
      }),
    close: () => outside.destroy(),
  };
}

async function writeFact(ctx: Ctx, fact: Fact, ring: Doorbell | undefined): Promise<void> {
  const id = newId(ctx.now().getTime());
  await sql`insert into facts.fact (workspace_id, id, name, about, told_at)
    values (${ctx.workspaceId}, ${id}, ${fact.name}, ${JSON.stringify(fact.about)}::jsonb, ${ctx.now()})`.execute(ctx.db);
  await ring?.(ctx.db, 'hear', { workspaceId: ctx.workspaceId, factId: id });
}
