import { rotateSecrets } from '#modules/channels';
import { rotateLinks } from '#modules/approval';
import { rotateEndpoints, rotateTold } from '#modules/notices';
import { listWorkspaceIds } from '#modules/team';
import { addKey } from '#plumbing/seal';
import type { Command } from '../command.ts';

/** A new sealing key, and every network secret sealed again under it; may be interrupted and run again. */
export const secretsRotate: Command = {
  options: {},
  required: [],
  run: async ({ config, house, speech }) => {
    const open = await house();
    const key = addKey(config.keyFile);
    const workspaces = await listWorkspaceIds(open);
    let count = 0;
    for (const rotate of [rotateSecrets, rotateEndpoints, rotateTold, rotateLinks]) count += await rotate(open, workspaces);
    return { data: { key, secrets: count }, lines: [speech.phrase('cli_secrets_rotated', { key, count, file: config.keyFile })] };
  },
};
