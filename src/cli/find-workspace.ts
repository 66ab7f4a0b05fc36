import { listWorkspaces } from '#modules/team';
import type { Id } from '#words/ids.ts';
import type { House } from '../wiring/open-house.ts';
import { unknown } from './fit.ts';

export interface NamedWorkspace {
  id: Id;
  slug: string;
  name: string;
}

/** A workspace by its id, its address or its name, as an operator types it. @throws Refusal `not_found`, also for a name two workspaces have */
export async function findWorkspace(house: House, typed: string): Promise<NamedWorkspace> {
  const all = await listWorkspaces(house);
  const exact = all.find(({ workspaceId, slug }) => workspaceId === typed || slug === typed);
  const named = all.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
  const found = exact ?? (named.length === 1 ? named[0] : undefined);
  if (!found) throw unknown('workspace', typed);
  return { id: found.workspaceId, slug: found.slug, name: found.name };
}
