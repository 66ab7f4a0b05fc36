import { findWorkspace, revokeApiKey } from '#modules/team';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { Command } from '../command.ts';

/** Closes a key of the API; programs that hold it are refused within a second. */
export const apikeyRevoke: Command = {
  options: { workspace: { type: 'string' }, id: { type: 'string' } },
  required: ['workspace', 'id'],
  run: async ({ house, speech, values }) => {
    const { store } = await house();
    const { id } = values;
    if (!isId(id)) throw notFound();
    const workspaceId = await findWorkspace({ store }, String(values.workspace));
    await store.inWorkspace(workspaceId, { kind: 'system', name: 'cli' }, (ctx) => revokeApiKey(ctx, id));
    return { data: { revoked: id }, lines: [speech.phrase('cli_apikey_revoked', { id })] };
  },
};
