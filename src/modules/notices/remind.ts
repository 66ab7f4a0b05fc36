import { listBusyWorkspaces, listPublications } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import type { Ctx, Doorbell, Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { tables, type ReminderRow } from './notices.sql.ts';
import { MOST_REMINDED_MINUTES } from './shapes.ts';
import { reminderAt } from './telling/hours.ts';
import { noteReminder } from './telling/note.ts';
import { readListener } from './telling/read-habits.ts';

const WORKER: Actor = { kind: 'system', name: 'worker' };
/** A hundred in one hour is a mistake of the calendar; the rest comes at the next round. */
const AT_ONCE = 100;
/** Quiet hours may bring a reminder so much forward: a night. In milliseconds. */
const NIGHT_MS = 14 * 3_600_000;

/** Every minute: whoever asked for it is told before what they are to post by hand, once for each hour; what is near is said together. */
export async function noteReminders(house: { store: Store; ring: Doorbell }): Promise<void> {
  for (const workspaceId of await listBusyWorkspaces(house.store))
    await house.store.inWorkspace(workspaceId, WORKER, (ctx) => noteDue(ctx, house.ring));
}

async function noteDue(ctx: Ctx, ring: Doorbell): Promise<void> {
  const asked = await tables(ctx).selectFrom('notices.reminder').selectAll().execute();
  if (asked.length === 0) return;
  const from = ctx.now();
  const until = new Date(from.getTime() + MOST_REMINDED_MINUTES * 60_000 + NIGHT_MS);
  const { items } = await listPublications(ctx, { states: ['SCHEDULED', 'READY'], from, until }, { limit: AT_ONCE });
  const byHand = items.filter((one) => one.byHand);
  for (const [userId, rows] of Map.groupBy(asked, ({ user_id }) => user_id)) await remind(ctx, ring, userId, rows, byHand);
}

async function remind(ctx: Ctx, ring: Doorbell, userId: Id, asked: ReminderRow[], byHand: PublicationView[]): Promise<void> {
  const listener = byHand.length > 0 ? await readListener(ctx, userId) : null;
  if (!listener || listener.wishes.reminder.pace === 'never') return;
  for (const one of byHand) {
    const minutes = asked.find(({ channel_id }) => channel_id === one.channelId)?.minutes;
    if (minutes === undefined || reminderAt(listener.habit, one.notBefore, minutes) > ctx.now()) continue;
    const { id: publicationId, postId, clientId, notBefore } = one;
    const news = { subject: 'reminder', clientId, path: 'run', about: { publicationId, postId } } as const;
    await noteReminder(ctx, ring, userId, { ...news, key: `${publicationId} ${notBefore.toISOString()}` }, notBefore);
  }
}
