import type { Speech } from '../../boot/speech.mjs';
import type { Config } from '../plumbing/config/index.ts';
import { bootMark, keepRunFile } from '../plumbing/db/run-file.ts';
import { finishRestore } from '../plumbing/backup/index.ts';
import { mustBeFree } from '../plumbing/http/listen.ts';
import { isNewFolder, lockFolder, prepareDatabase, prepareFolder, startDatabase } from '../plumbing/start/index.ts';
import { identify, type Farewell } from '../plumbing/life/index.ts';
import { endFormer } from './former.ts';
import { keepPostgres } from './keep-postgres.ts';
import type { Child } from './child.ts';
import { readLink } from './links.ts';
import { openProcesses } from './processes.ts';

export interface Running {
  /** Resolves when something that cannot be started again died. */
  failed: Promise<'failed'>;
  stop(): Promise<void>;
}

/** Asked to leave before everything stood. */
export class LeftEarly extends Error {}

/**
 * Nothing is started before the folder, the lock and the port are ours, so that a refused start damages nothing; whatever
 * fails later stops what already runs.
 */
export async function startPalabre(config: Config, speech: Speech, leave: Promise<Farewell>): Promise<Running> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  const early = leave.then(() => {
    throw new LeftEarly();
  });
  let left = false;
  early.catch(() => (left = true));
  const stillWanted = (): void => {
    if (left) throw new LeftEarly();
  };

  try {
    await finishRestore(config.dataDir);
    prepareFolder(config.dataDir);
    const lock = lockFolder(config.dataDir);
    undo.push(() => lock.release());
    await mustBeFree(config.port, config.host);
    await endFormer(config.dataDir);

    const run = keepRunFile(config.dataDir, {
      supervisor: identify(process.pid),
      socket: null,
      address: `http://${config.host}:${config.port}`,
      web: null,
      worker: null,
      boot: bootMark(),
    });
    undo.push(() => run.remove());

    if (config.database.kind === 'embedded') speech.say(isNewFolder(config.dataDir) ? 'cli_database_making' : 'cli_database_starting');
    else speech.say('cli_database_joining');
    const postgres = await startDatabase(config);
    let failed: Promise<'failed'> = new Promise(() => undefined);
    if (postgres) {
      const keeper = keepPostgres(postgres, () => speech.complain('cli_database_restarting'));
      failed = keeper.failed;
      undo.push(() => keeper.stop());
    }
    stillWanted();
    await prepareDatabase(config, postgres, (key, values) => speech.say(key, values));
    run.note({ socket: postgres?.socket ?? null });
    stillWanted();

    const processes = openProcesses(config, speech, run.note);
    undo.push(() => processes.stop());
    const link = await Promise.race([config.demo ? openDemo(config, speech, processes) : openHouse(config, processes), early]);
    speech.say('cli_ready', { address: config.publicUrl.href.replace(/\/$/, '') });
    if (link) speech.say(config.demo ? 'cli_demo_link' : 'cli_setup_link', { link });
    speech.say('cli_how_to_stop');
    return { failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The link is made while the others start. */
async function openHouse(config: Config, processes: Child): Promise<string | null> {
  const [link] = await Promise.all([readLink(config), processes.start()]);
  return link;
}

/** The sample is lived through before the real sender starts, which would find its past publications late and hold them. */
async function openDemo(config: Config, speech: Speech, processes: Child): Promise<string | null> {
  speech.say('cli_demo_making');
  const link = await readLink(config);
  await processes.start();
  return link;
}
