import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { foundOwnSite } from '#modules/site';
import { isSetupLink, linkDead, openSession, setUp, withCountryDefaults, workspaceChoices } from '#modules/team';
import { emailSchema, PASSWORD_MIN, passwordSchema, personNameSchema, workspaceSchema } from '#modules/team/shapes';
import { act, parseForm, passCookies, show } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    if (!(await isSetupLink(locals.house, params.token))) throw linkDead();
    return { choices: workspaceChoices(locals.locale), language: locals.locale, least: PASSWORD_MIN };
  });

const owner = z.object({ name: personNameSchema, email: emailSchema, password: passwordSchema });

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const { house, visitor } = event.locals;
      const person = parseForm(form, owner);
      const workspace = withCountryDefaults(parseForm(form, asked));
      const valid = workspaceSchema.parse({ ...workspace, name: workspace.workspace });
      const { slug, userId } = await setUp(house, event.params.token, { ...person, workspace: valid }, (ctx) => foundOwnSite(ctx, house));
      passCookies(event.cookies, await openSession(house, visitor, userId));
      redirect(303, `/studio/${slug}`);
    }),
};

/** Currency and zone may be left to the country. */
const asked = z.object({
  workspace: workspaceSchema.shape.name,
  country: workspaceSchema.shape.country,
  currency: workspaceSchema.shape.currency.or(z.literal('')),
  zone: workspaceSchema.shape.zone.or(z.literal('')),
  language: workspaceSchema.shape.language,
});
