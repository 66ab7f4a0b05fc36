import type { Ctx, Doorbell } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mustBeTold } from '../policy.ts';
import { dueAt } from './hours.ts';
import { noteWeek } from './note.ts';
import { listWays, readListener } from './read-habits.ts';
import { concerns, pacesOf, SUBJECTS, usualWays, type Habit, type Subject, type Way, type Wish } from './subjects.ts';
import { tables } from './telling.sql.ts';

export interface Chosen {
  habit: Habit;
  wishes: Partial<Record<Subject, { pace: Wish['pace']; ways: readonly Way[] }>>;
}

/**
 * What one wants to be told, and when, from now on; what already waits follows. Ways that are the usual ones are not kept, so that a way
 * set up later counts too. @param house the ways this Palabre has
 */
export async function chooseWishes(ctx: Ctx, ring: Doorbell, chosen: Chosen, house: Readonly<Record<Way, boolean>>): Promise<void> {
  const { userId, role } = mustBeTold(ctx.actor);
  const own = { workspace_id: ctx.workspaceId, user_id: userId };
  await keepHabit(ctx, userId, chosen.habit);
  const available = await listWays(ctx, userId, house);
  for (const subject of SUBJECTS.filter((one) => concerns(one, role))) {
    const wish = chosen.wishes[subject];
    if (!wish || !pacesOf(subject).includes(wish.pace)) continue;
    const usual = usualWays(wish.pace, available);
    const isUsual = wish.ways.length === 0 || (wish.ways.length === usual.length && wish.ways.every((way) => usual.includes(way)));
    const row = { ...own, subject, pace: wish.pace, ways: isUsual ? null : [...wish.ways] };
    await tables(ctx)
      .insertInto('notices.wish')
      .values(row)
      .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id', 'subject']).doUpdateSet({ pace: row.pace, ways: row.ways }))
      .execute();
  }
  await followWishes(ctx, ring, userId);
}

async function keepHabit(ctx: Ctx, userId: Id, { zone, quietFrom, quietUntil, digestAt }: Habit): Promise<void> {
  const set = { zone, quiet_from: quietFrom, quiet_until: quietUntil, digest_at: digestAt };
  await tables(ctx)
    .insertInto('notices.habit')
    .values({ workspace_id: ctx.workspaceId, user_id: userId, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(set))
    .execute();
}

/** What waits to be told is due by the new hours; what is not wished any more is forgotten. */
async function followWishes(ctx: Ctx, ring: Doorbell, userId: Id): Promise<void> {
  const listener = await readListener(ctx, userId);
  if (!listener) return;
  const waiting = await tables(ctx)
    .selectFrom('notices.notice')
    .select(['id', 'subject', 'until'])
    .where('user_id', '=', userId)
    .where('told_at', 'is', null)
    .forUpdate()
    .execute();
  for (const { id, subject, until } of waiting.filter((one) => one.until === null || listener.wishes[one.subject].pace === 'never')) {
    const { pace } = listener.wishes[subject];
    if (pace === 'never' || subject === 'week') {
      await tables(ctx).deleteFrom('notices.notice').where('id', '=', id).execute();
      continue;
    }
    const due_at = until ?? dueAt(pace, listener.habit, ctx.now(), 0);
    await tables(ctx).updateTable('notices.notice').set({ due_at }).where('id', '=', id).execute();
    await ring(ctx.db, 'notices', { workspaceId: ctx.workspaceId, userId }, due_at);
  }
  await noteWeek(ctx, ring, listener);
}
