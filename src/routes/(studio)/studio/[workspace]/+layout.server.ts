import { redirect } from '@sveltejs/kit';
import { listClients } from '#modules/clients';
import { readSendingHealth, readToPost } from '#modules/publishing';
import { listWorkspacesOf } from '#modules/team';
import { show } from '#plumbing/web';
import { notFound } from '#words/refusal.ts';
import { areHolding, readRights } from './read-rights.ts';
import { listWaiting } from './read-waiting.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) =>
  show(async () => {
    const { person, member, house } = locals;
    if (!person) redirect(303, `/login?next=${encodeURIComponent(url.pathname + url.search)}`);
    if (!member) throw notFound();
    const [[clients, decisions, toPost, rights], health, workspaces] = await Promise.all([
      locals.work((ctx) => Promise.all([listClients(ctx), listWaiting(ctx), readToPost(ctx), readRights(ctx, member.zone)])),
      readSendingHealth(house.store, house.clock.now()),
      listWorkspacesOf(house, person.userId),
    ]);
    const waiting = decisions.length + toPost.length + areHolding(rights).length;
    const others = workspaces.filter((one) => one.slug !== member.slug);
    const desk = {
      workspace: { name: member.workspaceName, slug: member.slug },
      zone: member.zone,
      person: { id: person.userId, name: person.name },
      role: member.role,
      clients: clients.map(({ id, name, monogram, colour }) => ({ id, name, monogram, colour })),
      others: others.map((one) => ({ name: one.workspaceName, slug: one.slug })),
      waiting: waiting > 0 ? waiting : null,
      workerSilent: !health.alive,
    };
    return { desk };
  });
