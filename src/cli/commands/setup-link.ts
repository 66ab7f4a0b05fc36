import { renewSetupLink } from '#modules/team';
import type { Command } from '../command.ts';

/** A new one-time link to create the first account; the one before stops working. */
export const setupLink: Command = {
  options: {},
  required: [],
  run: async ({ config, house, speech }) => {
    const token = await renewSetupLink(await house());
    const link = token && new URL(`/setup/${token}`, config.publicUrl).href;
    return { data: { link }, lines: [link ? speech.phrase('cli_setup_link', { link }) : speech.phrase('cli_setup_done')] };
  },
};
