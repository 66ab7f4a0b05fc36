import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROGRAMS } from '../../../boot/programs.mjs';
import { ROOT } from '../../house/planted.ts';
import { readConfig } from '../../../src/plumbing/config/index.ts';
import { openHouse, type House } from '../../../src/wiring/open-house.ts';
import { addressOf, type TestDatabase } from '../../worlds/look-into.ts';
import { run } from './child.ts';
import { freePort } from './port.ts';

export interface RunningWeb {
  origin: string;
  /** The same house as the web process: same database, same keys. */
  house: House;
  pid: number;
  said(): string;
  stop(): Promise<void>;
}

/** The built web process alone, on a test's own database. */
export async function startWeb(database: TestDatabase, settings: Record<string, string> = {}): Promise<RunningWeb> {
  const data = mkdtempSync(path.join(tmpdir(), 'palabre-web-'));
  const port = await freePort();
  const env = {
    PALABRE_DATA: data,
    PALABRE_PORT: String(port),
    PALABRE_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PALABRE_LOG: 'warn',
    DATABASE_URL: addressOf(database.owner),
    PALABRE_APP_DATABASE_URL: addressOf(database.app),
    ...settings,
  };
  const config = readConfig(env, { root: ROOT });
  const house = await openHouse(config, { name: 'cli', connection: { connectionString: env.PALABRE_APP_DATABASE_URL, max: 4 } });
  const program = run([PROGRAMS.web.built], env);
  await answers(`http://127.0.0.1:${port}/healthz`, program.said);
  return {
    origin: `http://127.0.0.1:${port}`,
    house,
    pid: program.process.pid!,
    said: program.said,
    stop: async () => {
      await program.stop();
      await house.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function answers(address: string, said: () => string): Promise<void> {
  for (let turn = 0; turn < 150; turn += 1) {
    const answer = await fetch(address).catch((error: Error) => error);
    if (answer instanceof Response && answer.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the web process does not answer:\n${said().slice(-3_000)}`);
}
