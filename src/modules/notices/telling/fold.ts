import type { Ctx, Doorbell } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { quietUntil } from './hours.ts';
import { noteWeek } from './note.ts';
import { listWays, readListener, type Listener } from './read-habits.ts';
import { listStill } from './still-so.ts';
import { waysFor, type Subject, type Way } from './subjects.ts';
import { tables, type NoticeRow } from './telling.sql.ts';

/** Whoever was told something is left in peace so long; what comes meanwhile is said together. In milliseconds. */
const PEACE_MS = 5 * 60_000;
/** These name an hour: they do not wait for others. */
const BY_THE_HOUR: readonly Subject[] = ['reminder', 'to_post'];
/** The job library wakes by the database's clock, the hour was written by ours. */
const CLOCKS_APART_MS = 2_000;

/**
 * What is due to one person becomes one message by each of their ways, and is told from then on: the messages leave afterwards. In quiet
 * hours, and shortly after another message, it rings again later.
 * @param house the ways this Palabre has
 */
export async function foldNotices(ctx: Ctx, ring: Doorbell, userId: Id, house: Readonly<Record<Way, boolean>>): Promise<void> {
  const due = await takeDue(ctx, userId);
  if (due.length === 0) return;
  const listener = await readListener(ctx, userId);
  const later = listener && (await whenAllowed(ctx, listener, due));
  if (later) return void (await ring(ctx.db, 'notices', { workspaceId: ctx.workspaceId, userId }, later));
  if (listener) await sayAll(ctx, listener, due, await listWays(ctx, userId, house));
  await tables(ctx)
    .updateTable('notices.notice')
    .set({ told_at: ctx.now() })
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .execute();
  if (listener && due.some(({ subject }) => subject === 'week')) await noteWeek(ctx, ring, listener);
}

const takeDue = (ctx: Ctx, userId: Id): Promise<NoticeRow[]> =>
  tables(ctx)
    .selectFrom('notices.notice')
    .selectAll()
    .where('user_id', '=', userId)
    .where('told_at', 'is', null)
    .where('due_at', '<=', new Date(ctx.now().getTime() + CLOCKS_APART_MS))
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();

/** Null: now. */
async function whenAllowed(ctx: Ctx, { actor, habit }: Listener, due: readonly NoticeRow[]): Promise<Date | null> {
  const quiet = quietUntil(habit, ctx.now());
  if (quiet || due.some(({ subject }) => BY_THE_HOUR.includes(subject))) return quiet;
  const last = await tables(ctx)
    .selectFrom('notices.message')
    .select('made_at')
    .where('user_id', '=', actor.userId)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const peace = last ? new Date(last.made_at.getTime() + PEACE_MS) : null;
  return peace && peace > ctx.now() ? peace : null;
}

async function sayAll(ctx: Ctx, { actor, wishes }: Listener, due: readonly NoticeRow[], available: readonly Way[]): Promise<void> {
  const still = await listStill({ ...ctx, actor }, due);
  for (const way of available) {
    const said = still.filter(({ subject }) => waysFor(wishes[subject], available).includes(way)).map(({ id }) => id);
    if (said.length > 0) await makeMessages(ctx, actor.userId, way, said);
  }
}

/** One by a way; by push, one for each browser. */
export async function makeMessages(ctx: Ctx, userId: Id, way: Way, noticeIds: Id[]): Promise<void> {
  const devices =
    way === 'push' ? await tables(ctx).selectFrom('notices.device').select('id').where('user_id', '=', userId).orderBy('id').execute() : [];
  const now = ctx.now();
  const rows = (way === 'push' ? devices.map(({ id }) => id) : [null]).map((device_id) => ({
    ...{ workspace_id: ctx.workspaceId, id: newId(now.getTime()), user_id: userId, way, device_id, notice_ids: noticeIds },
    ...{ made_at: now, state: 'waiting' as const, next_at: now, tries: 0, doubts: 0, code: null },
  }));
  if (rows.length > 0) await tables(ctx).insertInto('notices.message').values(rows).execute();
}
