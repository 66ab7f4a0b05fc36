import pg from 'pg';
import { ROOT } from '../../house/planted.ts';
import { readConfig } from '../../../src/plumbing/config/index.ts';
import { ownerConnection } from '../../../src/plumbing/db/index.ts';

/** More than fits into one of its files in a few rounds. */
const BYTES = 4 * 2 ** 20;

/**
 * Lengthens PostgreSQL's write-ahead log, as hours of work would. Where a table that cannot grow only refuses what was asked, a log that
 * cannot grow ends PostgreSQL itself. @returns false when it has ended, before or by this
 */
export async function writeLog(settings: Record<string, string>): Promise<boolean> {
  try {
    const client = new pg.Client(ownerConnection(readConfig(settings, { root: ROOT }))!);
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`select pg_logical_emit_message(true, 'chaos', repeat('x', ${BYTES}))`).finally(() => client.end());
    return true;
  } catch {
    return false;
  }
}
