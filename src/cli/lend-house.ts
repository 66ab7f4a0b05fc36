import type { Config } from '#plumbing/config';
import { appConnection } from '#plumbing/db';
import { isAlive } from '#plumbing/life';
import { bootMark, readRunFile, removeRunFile, writeRunFile } from '../plumbing/db/run-file.ts';
import { finishRestore } from '../plumbing/backup/index.ts';
import { identify } from '../plumbing/life/index.ts';
import { lockFolder, prepareDatabase, prepareFolder, startDatabase } from '#plumbing/start';
import { openHouse, type House } from '../wiring/open-house.ts';

export interface Lender {
  lend(config: Config): Promise<House>;
  /** Closes what was opened and stops what was started. */
  giveBack(): Promise<void>;
}

/** The house for one command. Where no Palabre runs on an embedded database, that database is started, and stopped after. */
export function lendHouse(): Lender {
  const undo: (() => Promise<void> | void)[] = [];
  let lent: Promise<House> | null = null;

  const open = async (config: Config): Promise<House> => {
    if (config.database.kind === 'embedded' && !isRunning(config.dataDir)) await startAlone(config, undo);
    const house = await openHouse(config, { name: 'cli', connection: appConnection(config) });
    undo.push(() => house.close());
    return house;
  };
  return {
    lend: (config) => (lent ??= open(config)),
    giveBack: async () => {
      for (const step of undo.splice(0).reverse()) await step();
    },
  };
}

export function isRunning(dataDir: string): boolean {
  const run = readRunFile(dataDir);
  return run !== null && run.boot === bootMark() && isAlive(run.supervisor);
}

async function startAlone(config: Config, undo: (() => Promise<void> | void)[]): Promise<void> {
  await finishRestore(config.dataDir);
  prepareFolder(config.dataDir);
  const lock = lockFolder(config.dataDir);
  undo.push(() => lock.release());
  const postgres = await startDatabase(config);
  undo.push(() => postgres?.stop());
  await prepareDatabase(config, postgres, () => undefined);
  const socket = postgres?.socket ?? null;
  writeRunFile(config.dataDir, { supervisor: identify(process.pid), socket, address: '', web: null, worker: null, boot: bootMark() });
  undo.push(() => removeRunFile(config.dataDir));
}
