import { findAccount, makeSignInLink } from '#modules/team';
import { appConnection } from '#plumbing/db';
import { OWNER } from '../../wiring/demo/content.ts';
import { seedDemo } from '../../wiring/demo/seed-demo.ts';
import { Trouble } from '../../../boot/trouble.mjs';
import type { Command } from '../command.ts';

/** A one-time link into the sample workspace, which is made at the first call. Only in the demo's own data folder. */
export const demoLink: Command = {
  options: {},
  required: [],
  run: async ({ config, house, speech }) => {
    if (!config.demo) throw new Trouble('cli_demo_only');
    const open = await house();
    const owner = (await findAccount(open, OWNER.email))?.userId ?? (await seedDemo(open, appConnection(config)));
    const link = new URL(`/enter/${await makeSignInLink(open, owner)}`, config.publicUrl).href;
    return { data: { link }, lines: [speech.phrase('cli_demo_link', { link })] };
  },
};
