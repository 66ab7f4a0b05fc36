import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql, type Store } from '#plumbing/db';
import { isId, newId, type Id } from '#words/ids.ts';
import type { OutsideTables } from './publications.sql.ts';

/**
 * The instance mark: an id in the database and in the data folder. They differ when a database was restored or a folder copied, and then
 * something may have been sent that this database does not know.
 * @returns true when reconciliation was begun (or goes on).
 */
export async function checkInstance(store: Store, dataDir: string, now: Date): Promise<boolean> {
  return store.outside.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(7262525)`.execute(db);
    const own = db.withTables<OutsideTables>();
    const marks = await own.selectFrom('publishing.instance').select('mark').execute();
    const file = readMark(dataDir);
    const alive = await own
      .selectFrom('publishing.worker')
      .select(({ fn }) => fn.max('beat_at').as('at'))
      .select(sql<Date | null>`max(beat_at) filter (where trouble is distinct from 'stopped')`.as('working'))
      .executeTakeFirst();
    const known = file !== null && file.samePlace && marks.some((row) => row.mark === file.mark) && !wentBack(file, alive?.at ?? null);
    if (!known) {
      const mark = newId(now.getTime());
      await own.insertInto('publishing.instance').values({ mark, made_at: now }).execute();
      if (marks.length > 0 && !isJoining(file, alive?.working ?? null, now)) await begin(db, alive?.at ?? now, now);
      writeMark(dataDir, mark);
    }
    const open = await own.selectFrom('publishing.reconciliation').select('id').where('ended_at', 'is', null).executeTakeFirst();
    return open !== undefined;
  });
}

/** The database does not remember a sign of life that this machine gave it: an earlier one was put in its place. */
const wentBack = (file: Mark, lastBeat: Date | null): boolean =>
  file.aliveAt !== null && file.aliveAt.getTime() - (lastBeat?.getTime() ?? 0) > 1_000;

/** A new machine on a database where another worker is at work right now: it is no copy, it joins. */
const isJoining = (file: Mark | null, lastBeat: Date | null, now: Date): boolean =>
  file === null && lastBeat !== null && now.getTime() - lastBeat.getTime() < 60_000;

/** Begins reconcile-only mode, unless it is on already. `palabre restore` calls it as well. */
export async function beginReconciliation(store: Store, aliveUntil: Date, now: Date): Promise<void> {
  await store.outside.transaction().execute((db) => begin(db, aliveUntil, now));
}

async function begin(
  db: Parameters<Parameters<ReturnType<Store['outside']['transaction']>['execute']>[0]>[0],
  aliveUntil: Date,
  now: Date,
): Promise<void> {
  await sql`insert into publishing.reconciliation (id, alive_until, began_at) values (${newId(now.getTime())}, ${aliveUntil}, ${now})
    on conflict do nothing`.execute(db);
}

interface Mark {
  mark: Id;
  /** False when the folder was copied: a copy has another inode. */
  samePlace: boolean;
  /** The last sign of life this machine knows the database to have taken; null before the first. */
  aliveAt: Date | null;
}

/** Notes beside the mark, as the time of the file `alive`, that the database has taken a sign of life. */
export function noteAlive(dataDir: string, at: Date): void {
  const file = aliveFileOf(dataDir);
  if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 });
  utimesSync(file, at, at);
}

const fileOf = (dataDir: string): string => path.join(dataDir, 'secrets', 'instance');
const aliveFileOf = (dataDir: string): string => path.join(dataDir, 'secrets', 'alive');

function readMark(dataDir: string): Mark | null {
  const file = fileOf(dataDir);
  if (!existsSync(file)) return null;
  const [mark, inode] = readFileSync(file, 'utf8').trim().split(' ');
  const aliveAt = statSync(aliveFileOf(dataDir), { throwIfNoEntry: false })?.mtime ?? null;
  return isId(mark) ? { mark, samePlace: inode === String(statSync(file).ino), aliveAt } : null;
}

/** The file holds its own inode: it is made first, then filled, then put in place (a rename keeps the inode). */
function writeMark(dataDir: string, mark: Id): void {
  const file = fileOf(dataDir);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  rmSync(aliveFileOf(dataDir), { force: true });
  const made = `${file}.new`;
  writeFileSync(made, '', { mode: 0o600 });
  writeFileSync(made, `${mark} ${statSync(made).ino}\n`);
  renameSync(made, file);
}
