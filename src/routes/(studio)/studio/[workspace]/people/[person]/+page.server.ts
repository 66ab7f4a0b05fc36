import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { assignClient, listClients, readAssignments } from '#modules/clients';
import { changeRole, listPeople, removePerson } from '#modules/team';
import { roleSchema } from '#modules/team/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (locals.member?.role !== 'owner') throw forbidden();
      const person = (await listPeople(ctx)).find((one) => one.userId === params.person);
      if (!person) throw notFound();
      const clients = await listClients(ctx);
      const { userId, name, email, role } = person;
      return {
        person: { userId, name, email, role },
        isMe: userId === locals.person?.userId,
        clients: clients.map((client) => ({ id: client.id, name: client.name })),
        assigned: await readAssignments(ctx, userId),
      };
    }),
  );

const back = (workspace: string, done: string): never => redirect(303, `/studio/${workspace}/people?done=${done}`);

export const actions: Actions = {
  change: (event) =>
    act(event, async (form) => {
      const { role } = parseForm(form, z.object({ role: roleSchema }).loose());
      const { person, workspace } = event.params;
      if (!isId(person)) throw notFound();
      await event.locals.work(async (ctx) => {
        await changeRole(ctx, person, role);
        await assignClient(ctx, person, form.getAll('client').filter(isId));
      });
      back(workspace, 'changed');
    }),
  remove: (event) =>
    act(event, async () => {
      const { person, workspace } = event.params;
      if (!isId(person)) throw notFound();
      await event.locals.work((ctx) => removePerson(ctx, person));
      back(workspace, 'removed');
    }),
};
