import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './child.ts';
import { freePort } from './port.ts';

export interface Demo {
  origin: string;
  /** Opens a session of the sample's owner, once. */
  enterLink: string;
  stop(): Promise<void>;
}

/** The demonstration as `npm start -- --demo` makes it: every screen has something true to show. */
export async function startDemo(): Promise<Demo> {
  const data = mkdtempSync(path.join(tmpdir(), 'palabre-demo-'));
  const port = await freePort();
  const program = run(['start.mjs', '--demo'], {
    PALABRE_DATA: data,
    PALABRE_PORT: String(port),
    PALABRE_LOG: 'warn',
    LANG: 'fr_FR.UTF-8',
  });
  try {
    const [enterLink] = await program.says(/http:\/\/\S+\/enter\/\S+/, 150_000);
    return {
      origin: new URL(enterLink).origin,
      enterLink,
      stop: async () => {
        await program.stop();
        for (const folder of [data, `${data}-demo`]) rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await program.stop();
    throw error;
  }
}
