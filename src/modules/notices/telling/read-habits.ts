import { readAssignments } from '#modules/clients';
import { listNames, readWorkspace } from '#modules/team';
import { seesEveryClient } from '#modules/team/shapes';
import type { Ctx } from '#plumbing/db';
import { seesClient, type Actor, type Role } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { concerns, DIGEST_AT, wishesOf, type Habit, type Subject, type Way, type Wishes } from './subjects.ts';
import { tables } from './telling.sql.ts';

/** Somebody who may be told, as they act and as they wish. */
export interface Listener {
  actor: Extract<Actor, { kind: 'person' }>;
  habit: Habit;
  wishes: Wishes;
}

/** The hours a person chose; without a choice the clock of the workspace, and no quiet hour. */
export async function readHabit(ctx: Ctx, userId: Id): Promise<Habit> {
  const row = await tables(ctx).selectFrom('notices.habit').selectAll().where('user_id', '=', userId).executeTakeFirst();
  if (!row) return { zone: (await readWorkspace(ctx)).zone, quietFrom: null, quietUntil: null, digestAt: DIGEST_AT };
  return { zone: row.zone, quietFrom: row.quiet_from, quietUntil: row.quiet_until, digestAt: row.digest_at };
}

export async function readWishes(ctx: Ctx, userId: Id): Promise<Wishes> {
  return wishesOf(await tables(ctx).selectFrom('notices.wish').select(['subject', 'pace', 'ways']).where('user_id', '=', userId).execute());
}

/** One person who still works here; null when they do not, or only read. */
export async function readListener(ctx: Ctx, userId: Id): Promise<Listener | null> {
  const found = (await listNames(ctx)).find((one) => one.userId === userId);
  return found && found.role !== 'guest' ? listenerOf(ctx, found) : null;
}

/** Those whom a subject concerns, of one client or of the whole workspace. */
export async function listListeners(ctx: Ctx, subject: Subject, clientId: Id | null): Promise<Listener[]> {
  const names = (await listNames(ctx)).filter(({ role }) => concerns(subject, role));
  const all = await Promise.all(names.map((one) => listenerOf(ctx, one)));
  return all.filter(({ actor }) => clientId === null || seesClient(actor, clientId));
}

async function listenerOf(ctx: Ctx, { userId, name, role }: { userId: Id; name: string; role: Role }): Promise<Listener> {
  const clients = seesEveryClient(role) ? ('all' as const) : await readAssignments(ctx, userId);
  const actor = { kind: 'person', userId, name, role, clients } as const;
  return { actor, habit: await readHabit(ctx, userId), wishes: await readWishes(ctx, userId) };
}

/** The ways that are set up for a person. @param house what this Palabre has at all */
export async function listWays(ctx: Ctx, userId: Id, house: Readonly<Record<Way, boolean>>): Promise<Way[]> {
  const device = await tables(ctx).selectFrom('notices.device').select('id').where('user_id', '=', userId).limit(1).executeTakeFirst();
  const bot = await tables(ctx)
    .selectFrom('notices.bot')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('found_at', 'is not', null)
    .where('broken_at', 'is', null)
    .executeTakeFirst();
  const there: Record<Way, boolean> = { push: house.push && !!device, mail: house.mail, bot: house.bot && !!bot };
  return (['push', 'mail', 'bot'] as const).filter((way) => there[way]);
}
