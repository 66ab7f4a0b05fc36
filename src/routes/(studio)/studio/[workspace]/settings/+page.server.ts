import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { changeWorkspace, readDataPrice, readWorkspace, setDataPrice, workspaceChoices } from '#modules/team';
import { dataPriceSchema, readTypedPrice, typedPrice, usualDataPrice, workspaceSchema } from '#modules/team/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { forbidden } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (locals.member?.role !== 'owner' && locals.member?.role !== 'manager') throw forbidden();
      const { name, ...rest } = await readWorkspace(ctx);
      const price = await readDataPrice(ctx);
      return {
        workspace: { workspace: name, ...rest, ...typedPrice(price?.source === null ? price : null) },
        usual: usualDataPrice(rest.country, rest.currency),
        choices: workspaceChoices(locals.locale),
        saved: url.searchParams.has('saved'),
      };
    }),
  );

const { name, ...shape } = workspaceSchema.shape;

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const { workspace, ...rest } = parseForm(form, z.object({ ...shape, ...dataPriceSchema.shape, workspace: name }));
      await event.locals.work(async (ctx) => {
        await changeWorkspace(ctx, { ...rest, name: workspace });
        await setDataPrice(ctx, readTypedPrice(rest, rest.currency));
      });
      redirect(303, '?saved');
    }),
};
