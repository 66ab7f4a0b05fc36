import { revokeApiKey } from '#modules/team';
import { isId } from '#words/ids.ts';
import type { Command } from '../command.ts';
import { findWorkspace } from '../find-workspace.ts';
import { unknown } from '../fit.ts';

/** Closes a key of the API; programs that hold it are refused within a second. */
export const apikeyRevoke: Command = {
  options: { workspace: { type: 'string' }, id: { type: 'string' } },
  required: ['workspace', 'id'],
  run: async ({ house: open, speech, values }) => {
    const house = await open();
    const workspace = await findWorkspace(house, String(values.workspace));
    const id = String(values.id);
    if (!isId(id)) throw unknown('id', id);
    await house.store.inWorkspace(workspace.id, { kind: 'system', name: 'cli' }, (ctx) => revokeApiKey(ctx, id));
    return { data: { id, revoked: true }, lines: [speech.phrase('cli_apikey_revoked', { id })] };
  },
};
