import { z } from 'zod';
import { SCOPES } from '#modules/team/shapes';
import { makeApiKey } from '../../wiring/make-api-key.ts';
import type { Command } from '../command.ts';
import { findClient } from '../find-client.ts';
import { findWorkspace } from '../find-workspace.ts';
import { fit } from '../fit.ts';

/** A key of the API for a program, limited to the clients named; it is shown here, once. */
export const apikeyAdd: Command = {
  options: {
    workspace: { type: 'string' },
    name: { type: 'string' },
    scope: { type: 'string' },
    client: { type: 'string', multiple: true },
  },
  required: ['workspace', 'name'],
  run: async (cli) => {
    const house = await cli.house();
    const workspace = await findWorkspace(house, String(cli.values.workspace));
    const scope = fit('scope', z.enum(SCOPES), cli.values.scope ?? 'publish');
    const named = cli.values.client as string[] | undefined;
    const name = String(cli.values.name);
    const made = await house.store.inWorkspace(workspace.id, { kind: 'system', name: 'cli' }, async (ctx) => {
      const clientIds: string[] | null = named ? [] : null;
      for (const typed of named ?? []) clientIds!.push((await findClient(ctx, typed)).id);
      return { ...(await makeApiKey(ctx, { name, scope, clientIds })), clients: clientIds };
    });
    const { id, key, clients } = made;
    const lines = [cli.speech.phrase('cli_apikey_added', { id, key })];
    return { data: { key, id, name, scope, clients, workspace: workspace.id }, lines };
  },
};
