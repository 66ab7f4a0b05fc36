import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { type InvitationView, linkDead, readInvitation, signUpByInvitation } from '#modules/team';
import { languageSchema, PASSWORD_MIN, passwordSchema, personNameSchema } from '#modules/team/shapes';
import { act, parseForm, show } from '#plumbing/web';
import type { Actor } from '#words/actor.ts';
import { joinWorkspace } from '../../../wiring/join-workspace.ts';
import type { Actions, PageServerLoad } from './$types';

const doorkeeper: Actor = { kind: 'system', name: 'visitor' };

/** The same page whether the address has an account or not. */
export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    const { workspaceName, email, role, invitedBy } = await open(locals, params.token);
    const signedIn = locals.person ? { email: locals.person.email, isInvited: locals.person.email === email } : null;
    return { workspaceName, email, role, invitedBy, signedIn, language: locals.locale, least: PASSWORD_MIN };
  });

export const actions: Actions = {
  join: (event) =>
    act(event, async () => {
      const { house, person } = event.locals;
      const invitation = await open(event.locals, event.params.token);
      if (!person) redirect(303, `/login?next=/invite/${event.params.token}`);
      const { slug } = await house.store.inWorkspace(invitation.workspaceId, doorkeeper, (ctx) =>
        joinWorkspace(ctx, invitation.invitationId, person),
      );
      redirect(303, `/studio/${slug}`);
    }),
  signUp: (event) =>
    act(event, async (form) => {
      const invitation = await open(event.locals, event.params.token);
      await signUpByInvitation(event.locals.house, invitation, parseForm(form, newcomer));
      redirect(303, `/login?done=invited&next=/invite/${event.params.token}`);
    }),
};

const newcomer = z.object({ name: personNameSchema, password: passwordSchema, language: languageSchema });

async function open(locals: App.Locals, token: string): Promise<InvitationView> {
  const invitation = await readInvitation(locals.house, token);
  if (!invitation) throw linkDead();
  return invitation;
}
