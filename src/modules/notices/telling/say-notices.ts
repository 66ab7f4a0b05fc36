import * as m from '#messages';
import { readClient } from '#modules/clients';
import { countDecisions, readPublicationsBetween } from '#modules/publishing';
import type { Ctx } from '#plumbing/db';
import type { Language } from '#words/languages.ts';
import { sayHour } from '#words/spoken.ts';
import type { Listener } from './read-habits.ts';
import type { Subject } from './subjects.ts';
import type { NoticeRow } from './telling.sql.ts';

/** A plain sentence and where it leads, below the studio of the workspace. */
export interface Said {
  sentence: string;
  path: string;
}

interface Words {
  count: number;
  client: string;
  /** The hour of the first of them, where that is what it is about. */
  hour: string;
}
type Speak = (words: Words, options: { locale: Language }) => string;

const LINES: Record<Exclude<Subject, 'week'>, Speak> = {
  decision: m.told_line_decision,
  to_post: m.told_line_to_post,
  reminder: m.told_line_reminder,
  connection: m.told_line_connection,
  change: m.told_line_change,
  answer: m.told_line_answer,
  silence: m.told_line_silence,
  asked: m.told_line_asked,
  remark: m.told_line_remark,
  comment: m.told_line_comment,
  receiver: m.told_line_receiver,
};

/** One line for each subject and client, the first told first: never what a post, a client or a reader says. */
export async function sayNotices(ctx: Ctx, { actor, habit }: Listener, notices: readonly NoticeRow[], language: Language): Promise<Said[]> {
  const lines: Said[] = [];
  for (const [first, ...more] of Map.groupBy(notices, ({ subject, client_id }) => `${subject} ${client_id}`).values()) {
    if (!first) continue;
    const { subject, client_id, until } = first;
    if (subject === 'week') {
      lines.push({ sentence: await sayWeek({ ...ctx, actor }, language), path: '' });
      continue;
    }
    const client = client_id ? (await readClient(ctx, client_id)).name : '';
    const hour = until ? sayHour(until, habit.zone, language) : '';
    const sentence = LINES[subject]({ count: more.length + 1, client, hour }, { locale: language });
    // Several of them are seen together on Today, a run on its page.
    const path = more.every((one) => one.path === first.path) ? first.path : '';
    lines.push({ sentence, path });
  }
  return lines;
}

const WEEK_MS = 7 * 86_400_000;

/** What went out in a week, what is planned for the next one, what waits for a decision; of the clients one sees. */
async function sayWeek(ctx: Ctx, language: Language): Promise<string> {
  const now = ctx.now();
  const between = async (from: Date, until: Date) =>
    (await readPublicationsBetween(ctx, from, until)).filter(({ position }) => position === 0);
  const out = await between(new Date(now.getTime() - WEEK_MS), now);
  const ahead = await between(now, new Date(now.getTime() + WEEK_MS));
  const { decisions, held } = await countDecisions(ctx);
  const words = {
    out: out.filter(({ state }) => state === 'PUBLISHED').length,
    ahead: ahead.filter(({ state }) => state !== 'CANCELLED' && state !== 'DRAFT').length,
    waiting: decisions + held,
  };
  return m.told_line_week(words, { locale: language });
}
