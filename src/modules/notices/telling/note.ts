import type { Ctx, Doorbell } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { dueAt, nextMonday } from './hours.ts';
import { listListeners, type Listener } from './read-habits.ts';
import type { Subject } from './subjects.ts';
import { tables, type NoticeRow } from './telling.sql.ts';

/** Something that happened, and where a person sees it. Ids only: neither what anybody wrote nor any secret. */
export interface News {
  subject: Subject;
  /** The same news of the same subject is told once to a person. */
  key: string;
  clientId: Id | null;
  path: string;
  about: Record<string, string>;
  /** Only these, of those whom it concerns. */
  to?: readonly Id[];
  /** Whose doing it is. */
  not?: Id;
}

/** What comes in one go is told in one go. In milliseconds. */
const SETTLE_MS = 10_000;

/** Writes down who is to be told, when they wish, in the transaction of who rings it. */
export async function note(ctx: Ctx, ring: Doorbell, news: News): Promise<void> {
  const { to, not } = news;
  for (const listener of await listListeners(ctx, news.subject, news.clientId)) {
    const { userId } = listener.actor;
    if (userId !== not && (!to || to.includes(userId))) await noteFor(ctx, ring, listener, news);
  }
}

async function noteFor(ctx: Ctx, ring: Doorbell, { actor, habit, wishes }: Listener, news: News): Promise<void> {
  const { pace } = wishes[news.subject];
  if (pace === 'never') return;
  await insert(ctx, ring, actor.userId, { ...news, dueAt: dueAt(pace, habit, ctx.now(), SETTLE_MS), until: null });
}

/** The week's digest is noted a week ahead: when it is chosen, and each time one is told. */
export async function noteWeek(ctx: Ctx, ring: Doorbell, { actor, habit, wishes }: Listener): Promise<void> {
  if (wishes.week.pace === 'never') return;
  const at = nextMonday(habit, ctx.now());
  const news = { subject: 'week', key: at.toISOString().slice(0, 10), clientId: null, path: '', about: {} } as const;
  await insert(ctx, ring, actor.userId, { ...news, dueAt: at, until: null });
}

/** Before an hour: told then or not at all. */
export async function noteReminder(ctx: Ctx, ring: Doorbell, userId: Id, news: News, hour: Date): Promise<void> {
  await insert(ctx, ring, userId, { ...news, dueAt: ctx.now(), until: hour });
}

async function insert(ctx: Ctx, ring: Doorbell, userId: Id, news: News & { dueAt: Date; until: Date | null }): Promise<void> {
  const row: NoticeRow = {
    ...{ workspace_id: ctx.workspaceId, id: newId(ctx.now().getTime()), user_id: userId, subject: news.subject, key: news.key },
    ...{ client_id: news.clientId, path: news.path, about: news.about, made_at: ctx.now(), due_at: news.dueAt, until: news.until },
    told_at: null,
  };
  const [added] = await tables(ctx)
    .insertInto('notices.notice')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id', 'subject', 'key']).doNothing())
    .returning('id')
    .execute();
  if (added) await ring(ctx.db, 'notices', { workspaceId: ctx.workspaceId, userId }, news.dueAt);
}
