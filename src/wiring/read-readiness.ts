import path from 'node:path';
import { readSendingHealth } from '#modules/publishing';
import { appConnection } from '#plumbing/db';
import { MigrationTrouble, mustBeMigrated } from '../plumbing/db/migrate.ts';
import type { BackHouse } from './open-back-house.ts';

export interface Readiness {
  /** Whether pages are answered and what is due would leave, or is held back on purpose. */
  ready: boolean;
  database: 'ok' | 'unreachable';
  /** `not_migrated`, `data_newer` when the tables are not those of this version. */
  migrations: 'ok' | 'unknown' | MigrationTrouble['code'];
  /** `silent`: no sender gave a sign of life. `clock_wrong`, `reconciling`: one lives, and sends nothing on purpose. */
  sending: string;
  /** After a restore: nothing is sent before what may have been sent since was looked up or decided. */
  reconcile_only: boolean;
}

export async function readReadiness(house: Pick<BackHouse, 'config' | 'store' | 'clock' | 'log'>): Promise<Readiness> {
  try {
    const migrations = await migrationsOf(house);
    const { alive, trouble, reconciling: reconcile_only } = await readSendingHealth(house.store, house.clock.now());
    const sending = alive ? (trouble ?? 'ok') : 'silent';
    return { ready: migrations === 'ok' && alive && trouble !== 'clock_wrong', database: 'ok', migrations, sending, reconcile_only };
  } catch (error) {
    house.log.warn({ err: error }, 'not ready: the database did not answer');
    return { ready: false, database: 'unreachable', migrations: 'unknown', sending: 'unknown', reconcile_only: false };
  }
}

async function migrationsOf({ config }: Pick<BackHouse, 'config'>): Promise<Readiness['migrations']> {
  try {
    await mustBeMigrated(appConnection(config), path.join(config.root, 'migrations'));
    return 'ok';
  } catch (error) {
    if (error instanceof MigrationTrouble) return error.code;
    throw error;
  }
}
