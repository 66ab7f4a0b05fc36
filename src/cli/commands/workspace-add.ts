import { foundOwnSite } from '#modules/site';
import { createWorkspace, findAccount } from '#modules/team';
import { workspaceSchema } from '#modules/team/shapes';
import type { Command } from '../command.ts';
import { fit, unknown } from '../fit.ts';

/** A workspace with its own site, as the set-up page makes it, for an account that exists. */
export const workspaceAdd: Command = {
  options: {
    name: { type: 'string' },
    owner: { type: 'string' },
    country: { type: 'string' },
    currency: { type: 'string' },
    zone: { type: 'string' },
    language: { type: 'string' },
  },
  required: ['name', 'owner', 'country', 'currency', 'zone'],
  run: async ({ house, speech, values }) => {
    const desk = await house();
    const owner = await findAccount(desk, String(values.owner));
    if (!owner) throw unknown('owner', String(values.owner));
    const { name, country, currency, zone, language = owner.language } = values;
    const shape = workspaceSchema.shape;
    const wanted = {
      name: fit('name', shape.name, name),
      country: fit('country', shape.country, country),
      currency: fit('currency', shape.currency, currency),
      zone: fit('zone', shape.zone, zone),
      language: fit('language', shape.language, language),
    };
    const { workspaceId, slug } = await createWorkspace(desk, { ...wanted, ownerUserId: owner.userId }, (ctx) => foundOwnSite(ctx, desk));
    return {
      data: { id: workspaceId, slug, name: wanted.name },
      lines: [speech.phrase('cli_workspace_added', { name: wanted.name, slug })],
    };
  },
};
