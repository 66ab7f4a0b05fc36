import { openApi, type Api } from './api.ts';
import { commandLine } from './command-line.ts';
import type { Outside } from './outside.ts';
import { connectAll, type Street } from './street.ts';

const EMAIL = 'awa@exemple.tg';

export interface Furnished {
  street: Street;
  api: Api;
}

/** By the command line alone: a person, a workspace, every account of every network, and a key of the API. */
export async function furnish(origin: string, settings: Record<string, string>, net: Outside): Promise<Furnished> {
  const cli = commandLine(settings);
  await cli(['user', 'add', '--email', EMAIL, '--name', 'Awa', '--password', 'girafe-mangue-harmattan-7']);
  const place = ['--country', 'TG', '--currency', 'XOF', '--zone', 'Africa/Lome', '--language', 'fr'];
  const workspace = await cli(['workspace', 'add', '--name', 'Tempête', '--owner', EMAIL, ...place]);
  const street = await connectAll(cli, String(workspace.slug), net);
  const { key } = await cli(['apikey', 'add', '--workspace', String(workspace.slug), '--name', 'tempête']);
  return { street, api: openApi(origin, String(key)) };
}
