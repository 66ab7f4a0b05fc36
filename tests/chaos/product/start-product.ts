import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../../house/planted.ts';
import { settingsOnly } from '../../journeys/palabre/child.ts';
import { startPalabre, type Palabre } from '../../journeys/palabre/start.ts';
import { startFakenet, type Account, type Fakenet, type FakeNetworkName } from '../../worlds/fakenet/index.ts';
import { openApi, type Api } from './api.ts';
import { connectAll, type Street } from './street.ts';

export interface Product {
  net: Fakenet;
  palabre: Palabre;
  api: Api;
  street: Street;
  stop(): Promise<void>;
}

const EMAIL = 'awa@exemple.tg';

/** Fake networks with so many accounts each, and a whole Palabre connected to all of them by its command line alone. */
export async function startProduct(
  seed: number,
  options: { networks: readonly FakeNetworkName[]; accounts: number; settings?: Record<string, string> },
): Promise<Product> {
  const accounts = Array.from({ length: options.accounts }, (_, n) => accountOf(n));
  const net = await startFakenet({ seed, networks: options.networks, accounts });
  const palabre = await startPalabre(net, options.settings ?? {});
  try {
    const cli = commandLine(palabre);
    await cli(['user', 'add', '--email', EMAIL, '--name', 'Awa', '--password', 'girafe-mangue-harmattan-7']);
    const place = ['--country', 'TG', '--currency', 'XOF', '--zone', 'Africa/Lome', '--language', 'fr'];
    const workspace = await cli(['workspace', 'add', '--name', 'Tempête', '--owner', EMAIL, ...place]);
    const street = await connectAll(cli, String(workspace.slug), net, options.networks);
    const { key } = await cli(['apikey', 'add', '--workspace', String(workspace.slug), '--name', 'tempête']);
    const stop = async (): Promise<void> => {
      await palabre.stop();
      await net.stop();
    };
    return { net, palabre, street, api: openApi(palabre.origin, String(key)), stop };
  } catch (error) {
    await palabre.stop();
    await net.stop();
    throw error;
  }
}

const accountOf = (n: number): Account => {
  const group = (part: string): string => `${part}${String(n).padStart(2, '0')}`;
  return { name: `compte${n}`, secret: ['ab', 'cd', 'ef', 'gh'].map(group).join(' ') };
};

export type CommandLine = (args: string[]) => Promise<Record<string, unknown>>;

/** `npm run palabre -- … --json` on this Palabre. @throws with what it said when it refused */
export const commandLine =
  ({ settings }: Pick<Palabre, 'settings'>): CommandLine =>
  async (args) => {
    const env = settingsOnly(settings) as NodeJS.ProcessEnv;
    const { stdout } = await promisify(execFile)(process.execPath, ['start.mjs', 'palabre', ...args, '--json'], { cwd: ROOT, env });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
