import { findWorkspace } from '#modules/team';
import { SCOPES } from '#modules/team/shapes';
import { makeApiKey } from '../../wiring/make-api-key.ts';
import { z } from 'zod';
import type { Command } from '../command.ts';
import { fit } from '../fit.ts';

/** A key of the API for a program: it is shown here, once. `--clients` takes ids, separated by commas. */
export const apikeyAdd: Command = {
  options: { workspace: { type: 'string' }, name: { type: 'string' }, scope: { type: 'string' }, clients: { type: 'string' } },
  required: ['workspace', 'name'],
  run: async ({ house, speech, values }) => {
    const { store } = await house();
    const workspace = String(values.workspace);
    const workspaceId = await findWorkspace({ store }, workspace);
    const scope = fit('scope', z.enum(SCOPES), values.scope ?? 'publish');
    const clientIds = values.clients === undefined ? null : String(values.clients).split(',');
    const name = String(values.name);
    const { id, key } = await store.inWorkspace(workspaceId, { kind: 'system', name: 'cli' }, (ctx) =>
      makeApiKey(ctx, { name, scope, clientIds }),
    );
    return { data: { key, id, name, scope, clients: clientIds, workspace }, lines: [speech.phrase('cli_apikey_added', { id, key })] };
  },
};
