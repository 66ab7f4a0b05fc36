import { hasRole, type Role } from '#words/actor.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import { mayListPeople, mayManagePeople } from './policy.ts';
import type { Language } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

export interface Colleague {
  userId: Id;
  name: string;
  email: string;
  role: Role;
  joinedAt: Date;
  secondFactor: boolean;
}

/** Everybody of the workspace: owners first, then by name. */
export async function listPeople(ctx: Ctx): Promise<Colleague[]> {
  mayListPeople(ctx.actor);
  const rows = await ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.membership as m')
    .innerJoin('auth.person as p', 'p.id', 'm.user_id')
    .select(['m.user_id', 'p.name', 'p.email', 'm.role', 'm.joined_at', 'p.two_factor_enabled'])
    .execute();
  return rows
    .map((row) => ({
      userId: row.user_id,
      name: row.name,
      email: row.email,
      role: row.role,
      joinedAt: row.joined_at,
      secondFactor: row.two_factor_enabled,
    }))
    .sort((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner') || a.name.localeCompare(b.name));
}

/** Whom to write to about what concerns the whole workspace: its owners and managers, each in their language. */
export async function listManagers(ctx: Ctx): Promise<{ userId: Id; name: string; email: string; language: Language }[]> {
  mayListPeople(ctx.actor);
  return ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.membership as m')
    .innerJoin('auth.person as p', 'p.id', 'm.user_id')
    .where('m.role', 'in', ['owner', 'manager'])
    .select(['m.user_id as userId', 'p.name', 'p.email', 'p.language'])
    .orderBy('m.user_id')
    .execute();
}

/** Those of these people who still work here, to be written to, each in their language. */
export async function listToWrite(ctx: Ctx, userIds: readonly Id[]): Promise<{ name: string; email: string; language: Language }[]> {
  mayListPeople(ctx.actor);
  return ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.membership as m')
    .innerJoin('auth.person as p', 'p.id', 'm.user_id')
    .where('m.user_id', 'in', [...userIds])
    .select(['p.name', 'p.email', 'p.language'])
    .orderBy('m.user_id')
    .execute();
}

/** @throws Refusal `last_owner` */
export async function changeRole(ctx: Ctx, userId: Id, role: Role): Promise<void> {
  mayManagePeople(ctx.actor);
  await refuseLastOwner(ctx, userId, role);
  const db = ctx.db.withTables<TeamTables>();
  const changed = await db
    .updateTable('team.membership')
    .set({ role })
    .where('user_id', '=', userId)
    .returning('user_id')
    .executeTakeFirst();
  if (!changed) throw notFound();
  await ctx.tell({ name: 'team.role-changed', about: { userId, role } });
}

/** An owner removes anybody; everybody may leave. What they wrote stays. @throws Refusal `last_owner` */
export async function removePerson(ctx: Ctx, userId: Id): Promise<void> {
  const leaving = ctx.actor.kind === 'person' && ctx.actor.userId === userId;
  if (!leaving) mayManagePeople(ctx.actor);
  await refuseLastOwner(ctx, userId, null);
  const db = ctx.db.withTables<TeamTables>();
  const removed = await db.deleteFrom('team.membership').where('user_id', '=', userId).returning('user_id').executeTakeFirst();
  if (!removed) throw notFound();
  await db.deleteFrom('team.member_of').where('user_id', '=', userId).where('workspace_id', '=', ctx.workspaceId).execute();
  await ctx.tell({ name: leaving ? 'team.left' : 'team.removed', about: { userId } });
}

/** The owners' rows are locked first: two owners who leave at the same moment must not both see the other one staying. */
async function refuseLastOwner(ctx: Ctx, userId: Id, role: Role | null): Promise<void> {
  const owners = await ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.membership')
    .where('role', '=', 'owner')
    .select('user_id')
    .orderBy('user_id')
    .forUpdate()
    .execute();
  const last = owners.length === 1 && owners[0]!.user_id === userId;
  if (last && role !== 'owner') throw new Refusal('last_owner', { status: 409 });
}

/** True when the page may offer what only an owner does. */
export const managesPeople = (ctx: Ctx): boolean => hasRole(ctx.actor, 'owner');
