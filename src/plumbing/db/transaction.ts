import {
  DefaultQueryExecutor,
  DummyDriver,
  PostgresAdapter,
  PostgresQueryCompiler,
  Transaction,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { Db, NoTables } from './ctx.ts';

/** What a transaction did, and the statement that ends it, sent in one breath with the commit. */
export interface Done<T> {
  value: T;
  last: pg.QueryConfig | null;
}

/**
 * One transaction on a connection of its own. Statements leave as they are asked, before the answers to those sent earlier: its
 * beginning costs no turn of its own, nor does its last statement, and what a verb asks together (`Promise.all`) costs one turn.
 * @param beginning opens the transaction and enters a workspace, in one text
 */
export async function inTransaction<T>(pool: pg.Pool, beginning: string, work: (db: Db) => Promise<Done<T>>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    const begun = client.query(beginning);
    // Where it fails, everything sent after it fails too, and says so first.
    begun.catch(() => undefined);
    const { value, last } = await work(transactionOn(client));
    const [, , ended] = await Promise.all([begun, last && client.query(last), client.query('commit')]);
    if (ended.command !== 'COMMIT') throw new Error('a statement of this transaction had failed: nothing of it is kept');
    return value;
  } catch (error) {
    await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

const transactions = new WeakMap<pg.PoolClient, Db>();

/** One per connection, for all its transactions. Kysely's own lets a statement go only when the one before was answered. */
function transactionOn(client: pg.PoolClient): Db {
  let found = transactions.get(client);
  if (!found) {
    const connection = connectionOn(client);
    const executor = new DefaultQueryExecutor(new PostgresQueryCompiler(), new PostgresAdapter(), {
      provideConnection: (consumer) => consumer(connection),
    });
    found = new Transaction<NoTables>({ config: { dialect: DIALECT }, dialect: DIALECT, driver: new DummyDriver(), executor });
    transactions.set(client, found);
  }
  return found;
}

const connectionOn = (client: pg.PoolClient): DatabaseConnection => ({
  executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
    const { command, rowCount, rows } = await client.query(sql, [...parameters]);
    return { rows: rows as R[], ...(CHANGES.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) };
  },
  streamQuery: () => {
    throw new Error('rows are read whole');
  },
});

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

const DIALECT: Dialect = {
  createDriver: () => new DummyDriver(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: () => {
    throw new Error('rooms know their tables');
  },
};
