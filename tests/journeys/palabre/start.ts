import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Fakenet } from '../../worlds/fakenet/index.ts';
import { run } from './child.ts';
import { freePort } from './port.ts';
import { commandOf, descendants } from './processes.ts';

export interface Palabre {
  origin: string;
  /** One-time link of the first account. */
  setUpLink(): Promise<string>;
  data: string;
  /** What it was started with. */
  settings: Record<string, string>;
  said(): string;
  /** Process ids by command line, of this Palabre only. */
  processes(words: RegExp): number[];
  stop(): Promise<number | null>;
}

/** A whole Palabre as `npm start` makes it, in a folder of its own, allowed to speak to the fake networks. */
export async function startPalabre(net: Pick<Fakenet, 'hosts' | 'addresses'>, more: Record<string, string> = {}): Promise<Palabre> {
  const data = mkdtempSync(path.join(tmpdir(), 'palabre-journey-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings = {
    PALABRE_DATA: data,
    PALABRE_PORT: String(port),
    PALABRE_PUBLIC_URL: origin,
    PALABRE_ALLOW_HOSTS: net.hosts.join(','),
    PALABRE_PLC_URL: net.addresses.plc,
    PALABRE_LOG: 'warn',
    LANG: 'fr_FR.UTF-8',
    ...more,
  };
  const program = run(['start.mjs'], settings);
  try {
    await program.says(new RegExp(`${origin}$`, 'm'), 150_000);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return {
    origin,
    setUpLink: async () => (await program.says(/https?:\/\/\S+\/setup\/\S+/, 10_000))[0],
    data,
    settings,
    said: program.said,
    processes: (words) => [program.process.pid!, ...descendants(program.process.pid!)].filter((pid) => words.test(commandOf(pid))),
    stop: async () => {
      const code = await program.stop();
      rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}
