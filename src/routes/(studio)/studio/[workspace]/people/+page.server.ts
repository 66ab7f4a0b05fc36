import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listAssignments, listClients } from '#modules/clients';
import { invite, listInvitations, listPeople, removePerson, renewInvitationLink, revokeInvitation } from '#modules/team';
import { emailSchema, languageSchema, roleSchema } from '#modules/team/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { sayDay } from '#words/spoken.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const manages = locals.member?.role === 'owner';
      const day = (at: Date) => sayDay(at, locals.member!.zone, locals.locale);
      const people = await listPeople(ctx);
      const clients = await listClients(ctx);
      const assignments = await listAssignments(ctx);
      const invitations = manages ? await listInvitations(ctx) : [];
      const names = new Map(clients.map((client) => [client.id, client.name]));
      return {
        manages,
        me: locals.person!.userId,
        done: url.searchParams.get('done'),
        byMail: locals.house.config.smtpUrl !== null,
        language: locals.member!.language,
        clients: clients.map(({ id, name }) => ({ id, name })),
        people: people.map((person) => ({
          ...person,
          joinedAt: day(person.joinedAt),
          clients: (assignments[person.userId] ?? []).map((id) => names.get(id)).filter((name) => name !== undefined),
        })),
        invitations: invitations.map(({ id, email, role, expiresAt, mailedAt, expired }) => ({
          id,
          email,
          role,
          expired,
          until: day(expiresAt),
          mailed: mailedAt ? day(mailedAt) : null,
        })),
      };
    }),
  );

export const actions: Actions = {
  invite: (event) =>
    act(event, async (form) => {
      const { email, role, language } = parseForm(
        form,
        z.object({ email: emailSchema, role: roleSchema, language: languageSchema }).loose(),
      );
      const asked = form.getAll('client').filter(isId);
      const { token } = await event.locals.work(async (ctx) => {
        const known = new Set((await listClients(ctx)).map((client) => client.id));
        return invite(ctx, { email, role, language, clientIds: asked.filter((id) => known.has(id)) });
      });
      // With a mail server only the mailbox gets the link; without one it is shown here, once, to be copied.
      if (event.locals.house.config.smtpUrl) redirect(303, '?done=invited');
      return { email, link: linkTo(event.locals, token) };
    }),
  link: (event) =>
    act(event, async (form) => {
      const id = idIn(form, 'invitation');
      const token = await event.locals.work((ctx) => renewInvitationLink(ctx, id));
      return { email: String(form.get('email') ?? ''), link: linkTo(event.locals, token) };
    }),
  revoke: (event) =>
    act(event, async (form) => {
      const id = idIn(form, 'invitation');
      await event.locals.work((ctx) => revokeInvitation(ctx, id));
      redirect(303, '?done=revoked');
    }),
  leave: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => removePerson(ctx, event.locals.person!.userId));
      redirect(303, '/welcome');
    }),
};

const linkTo = (locals: App.Locals, token: string): string => new URL(`/invite/${token}`, locals.house.config.publicUrl).href;

function idIn(form: FormData, name: string): string {
  const id = form.get(name);
  if (!isId(id)) throw notFound();
  return id;
}
