import { listWorkspaces } from '#modules/team';
import type { Command } from '../command.ts';

/** Every workspace of this Palabre, by its address. */
export const workspaceList: Command = {
  options: {},
  required: [],
  run: async ({ house, speech }) => {
    const workspaces = await listWorkspaces(await house());
    const lines = workspaces.map(({ slug, name, workspaceId }) => `${slug.padEnd(28)} ${name}  ${workspaceId}`);
    const items = workspaces.map(({ workspaceId: id, slug, name }) => ({ id, slug, name }));
    return { data: { items }, lines: lines.length > 0 ? lines : [speech.phrase('cli_workspaces_none')] };
  },
};
