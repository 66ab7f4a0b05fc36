import { redirect } from '@sveltejs/kit';
import { listWorkspacesOf } from '#modules/team';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, person } }) => {
  if (!person) redirect(303, '/login?next=/welcome');
  const workspaces = await listWorkspacesOf(house, person.userId);
  return { name: person.name, workspaces: workspaces.map(({ slug, workspaceName, role }) => ({ slug, name: workspaceName, role })) };
};
