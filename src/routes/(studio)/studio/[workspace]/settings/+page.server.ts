import { redirect } from '@sveltejs/kit';
import { changeWorkspace, readWorkspace, workspaceChoices } from '#modules/team';
import { workspaceSchema } from '#modules/team/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { forbidden } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (locals.member?.role !== 'owner' && locals.member?.role !== 'manager') throw forbidden();
      const { name, ...rest } = await readWorkspace(ctx);
      return { workspace: { workspace: name, ...rest }, choices: workspaceChoices(locals.locale), saved: url.searchParams.has('saved') };
    }),
  );

const { name, ...shape } = workspaceSchema.shape;

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const { workspace, ...rest } = parseForm(form, workspaceSchema.omit({ name: true }).extend({ ...shape, workspace: name }));
      await event.locals.work((ctx) => changeWorkspace(ctx, { ...rest, name: workspace }));
      redirect(303, '?saved');
    }),
};
