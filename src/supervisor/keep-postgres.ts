import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedPostgres } from '../plumbing/db/embedded-postgres.ts';

/** A PostgreSQL that dies this often within a minute has a reason a restart does not cure. */
const LIMIT = 8;
const WINDOW = 60_000;

/** Starts PostgreSQL anew when it dies; web and worker find it on the same socket. */
export function keepPostgres(postgres: EmbeddedPostgres, onRestart: () => void): { failed: Promise<'failed'>; stop(): Promise<void> } {
  let leaving = false;
  let giveUp: (value: 'failed') => void;
  const failed = new Promise<'failed'>((resolve) => (giveUp = resolve));
  let deaths: number[] = [];
  let restarting: Promise<void> = Promise.resolve();

  const revive = async (): Promise<void> => {
    while (!leaving) {
      deaths = [...deaths.filter((at) => at > Date.now() - WINDOW), Date.now()];
      if (deaths.length > LIMIT) return giveUp('failed');
      onRestart();
      try {
        await postgres.again();
        return watch();
      } catch (error) {
        console.error(String(error));
        await sleep(1_000);
      }
    }
  };
  const watch = (): void => {
    postgres.process.once('exit', () => {
      if (!leaving) restarting = revive();
    });
  };
  watch();
  return {
    failed,
    stop: async () => {
      leaving = true;
      await restarting;
      await postgres.stop();
    },
  };
}
