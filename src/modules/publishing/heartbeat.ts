import type { Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { OutsideTables, WorkerRow } from './publications.sql.ts';
import { isReconciled } from './reconciliation.sql.ts';

/** Milliseconds between two beats, and after which silence means that nobody sends. */
export const BEAT_MS = 10_000;
const SILENCE_MS = 35_000;
const FORGOTTEN_MS = 24 * 3_600_000;

/** Says that this process lives, and what of its own keeps it from sending (`clock_wrong`). */
export async function beat(store: Store, now: Date, who: Pick<WorkerRow, 'holder' | 'kind'>, trouble: string | null): Promise<void> {
  await workers(store)
    .insertInto('publishing.worker')
    .values({ ...who, started_at: now, beat_at: now, trouble })
    .onConflict((conflict) => conflict.column('holder').doUpdateSet({ beat_at: now, trouble }))
    .execute();
  await workers(store)
    .deleteFrom('publishing.worker')
    .where('beat_at', '<', new Date(now.getTime() - FORGOTTEN_MS))
    .where('trouble', '=', 'stopped')
    .execute();
}

/** It has ended and is known to have. Its last beat stays: after a restore it says from when on things may be missing. */
export async function forget(store: Store, holder: Id): Promise<void> {
  await workers(store).updateTable('publishing.worker').set({ trouble: 'stopped' }).where('holder', '=', holder).execute();
}

export interface SendingHealth {
  /** At least one sender gave a sign of life. */
  alive: boolean;
  lastBeat: Date | null;
  /** `clock_wrong`, `reconciling`: alive, but sends nothing. */
  trouble: string | null;
  /** Reconcile-only mode, whether or not anybody lives: read where it is written, never from what a sender last said. */
  reconciling: boolean;
  senders: number;
}

/** For the studio and `palabre doctor`: would something due now leave? */
export async function readSendingHealth(store: Store, now: Date): Promise<SendingHealth> {
  const rows = await workers(store)
    .selectFrom('publishing.worker')
    .selectAll()
    .where('kind', '=', 'sender')
    .orderBy('beat_at', 'desc')
    .execute();
  const living = rows.filter((row) => row.trouble !== 'stopped' && now.getTime() - row.beat_at.getTime() < SILENCE_MS);
  const reconciling = !(await isReconciled({ db: store.outside }));
  const own = living.every((row) => row.trouble !== null) ? (living[0]?.trouble ?? null) : null;
  return {
    alive: living.length > 0,
    lastBeat: rows[0]?.beat_at ?? null,
    trouble: living.length > 0 ? (own ?? (reconciling ? 'reconciling' : null)) : null,
    reconciling,
    senders: living.length,
  };
}

const workers = (store: Store) => store.outside.withTables<OutsideTables>();
