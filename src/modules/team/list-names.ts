import { hasRole, type Role } from '#words/actor.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { forbidden } from '#words/refusal.ts';
import type { TeamTables } from './tables.sql.ts';

/** The names of those who work here, for those who work with them: no address, nothing else. Guests know nobody. */
export async function listNames(ctx: Ctx): Promise<{ userId: Id; name: string; role: Role }[]> {
  if (!hasRole(ctx.actor, 'owner', 'manager', 'creator')) throw forbidden();
  return ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.membership as m')
    .innerJoin('auth.person as p', 'p.id', 'm.user_id')
    .select(['m.user_id as userId', 'p.name', 'm.role'])
    .orderBy('p.name')
    .execute();
}
