import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** Made anew at each start, or of no use in a copy (PostgreSQL manual, "Backing Up the Data Directory"). */
const EMPTIED = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/./;
const LEFT =
  /(^|\/)(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|pg_internal\.init(\.\d+)?|pgsql_tmp[^/]*|t\d+_\d+[^/]*)$/;
export const isLeftOut = (inside: string): boolean => EMPTIED.test(inside) || LEFT.test(inside);

/**
 * A copy of a running cluster, without pg_dump: the files as they are, between pg_backup_start and pg_backup_stop, then the
 * label and the journal that make them whole. `copy` is called once, while the files may be read.
 * A temporary slot keeps the journal from being recycled meanwhile.
 */
export async function* copyOnline<T>(
  owner: pg.ClientConfig,
  cluster: string,
  copy: () => Iterable<T>,
  text: (name: string, text: string) => T,
  file: (name: string) => T,
): AsyncGenerator<T> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [`palabre_${randomBytes(6).toString('hex')}`]);
    await client.query(`select pg_backup_start('palabre', true)`);
    yield* copy();
    const stopped = await client.query<{ last: string; labelfile: string }>(
      'select pg_walfile_name(lsn) as last, labelfile from pg_backup_stop(false)',
    );
    const { last, labelfile } = stopped.rows[0]!;
    yield text('backup_label', labelfile);
    const first = /\(file ([0-9A-F]{24})\)/.exec(labelfile)?.[1] ?? last;
    for (const name of readdirSync(path.join(cluster, 'pg_wal')).sort())
      if (/\.history$/.test(name) || (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)) yield file(`pg_wal/${name}`);
  } finally {
    await client.end();
  }
}
