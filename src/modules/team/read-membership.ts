import type { Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Actor } from '#words/actor.ts';
import type { Member } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

/** A member, but for their clients: those are kept by a room downstream (wiring/read-member.ts joins both). */
export type Membership = Omit<Member, 'clients'>;

export const doorkeeper: Actor = { kind: 'system', name: 'visitor' };

/** The person in the workspace of this address; null when there is no such workspace or they don't belong: one same answer. */
export async function readMembership(house: { store: Store }, userId: Id, slug: string): Promise<Membership | null> {
  const directory = house.store.outside.withTables<TeamTables>();
  const found = await directory
    .selectFrom('team.workspace_slug as s')
    .innerJoin('team.member_of as m', 'm.workspace_id', 's.workspace_id')
    .where('s.slug', '=', slug)
    .where('m.user_id', '=', userId)
    .select('s.workspace_id')
    .executeTakeFirst();
  return found ? membershipIn(house, userId, found.workspace_id, slug) : null;
}

/** Every workspace of a person, by name: the chooser and the switcher. */
export async function listWorkspacesOf(house: { store: Store }, userId: Id): Promise<Membership[]> {
  const directory = house.store.outside.withTables<TeamTables>();
  const lines = await directory
    .selectFrom('team.member_of as m')
    .innerJoin('team.workspace_slug as s', 's.workspace_id', 'm.workspace_id')
    .where('m.user_id', '=', userId)
    .select(['s.workspace_id', 's.slug'])
    .execute();
  const all = await Promise.all(lines.map((line) => membershipIn(house, userId, line.workspace_id, line.slug)));
  return all.filter((one) => one !== null).sort((a, b) => a.workspaceName.localeCompare(b.workspaceName));
}

function membershipIn(house: { store: Store }, userId: Id, workspaceId: Id, slug: string): Promise<Membership | null> {
  return house.store.inWorkspace(workspaceId, doorkeeper, async (ctx) => {
    const row = await ctx.db
      .withTables<TeamTables>()
      .selectFrom('team.membership as m')
      .innerJoin('team.workspace as w', 'w.workspace_id', 'm.workspace_id')
      .where('m.user_id', '=', userId)
      .select(['w.name', 'w.country', 'w.currency', 'w.zone', 'w.language', 'm.role'])
      .executeTakeFirst();
    if (!row) return null;
    const { name, role, country, currency, zone, language } = row;
    return { workspaceId, slug, workspaceName: name, country, currency, zone, language, role };
  });
}
