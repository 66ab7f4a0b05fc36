import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './child.ts';
import { freePort } from './port.ts';

export interface Demo {
  origin: string;
  /** Opens a session of the sample's owner, once; another at each call. */
  newLink(): Promise<string>;
  stop(): Promise<void>;
}

const LINK = /http:\/\/\S+\/enter\/\S+/;

/** The demonstration as `npm start -- --demo` makes it: every screen has something true to show. */
export async function startDemo(): Promise<Demo> {
  const data = mkdtempSync(path.join(tmpdir(), 'palabre-demo-'));
  const port = await freePort();
  const settings = { PALABRE_DATA: data, PALABRE_PORT: String(port), PALABRE_LOG: 'warn', LANG: 'fr_FR.UTF-8' };
  const program = run(['start.mjs', '--demo'], settings);
  try {
    const [first] = await program.says(LINK, 240_000);
    const links = [first];
    return {
      origin: new URL(first).origin,
      newLink: async () =>
        links.pop() ?? (await run(['start.mjs', 'palabre', 'demo-link'], { ...settings, PALABRE_DEMO: '1' }).says(LINK, 60_000))[0],
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
