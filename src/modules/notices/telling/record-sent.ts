import type { Ctx, Doorbell } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Sent } from '#words/sent.ts';
import { makeMessages } from './fold.ts';
import { tables, type MessageRow } from './telling.sql.ts';

interface Bell {
  ring: Doorbell;
  mail: unknown;
  random?: () => number;
}

/** Pauses after a server that did not take it, in seconds; after the last one it is given up, hours after what it tells. */
const PAUSES = [15, 60, 300, 900, 1800, 3600];
/** One that may have arrived is repeated soon, once, or it is no use any more. In seconds. */
const AGAIN = 60;

/** What is known after a try. What a browser or a bot will never take goes by letter, so that it is told all the same. */
export async function recordSent(ctx: Ctx, bell: Bell, id: Id, sent: Sent): Promise<void> {
  const row = await tables(ctx).selectFrom('notices.message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row?.state !== 'waiting') return; // gone with the person
  const change = (set: Partial<MessageRow>) => tables(ctx).updateTable('notices.message').set(set).where('id', '=', id).execute();
  if (sent.kind === 'taken') return void (await change({ state: 'left', next_at: null, code: null }));
  // A clear no proves that this try did not arrive.
  const doubts = sent.kind === 'unclear' ? row.doubts : row.doubts - 1;
  const pause = pauseAfter(sent, row, doubts, bell.random ?? Math.random);
  if (pause !== null) {
    const next_at = new Date(ctx.now().getTime() + pause * 1000);
    await change({ doubts, next_at, code: sent.code });
    return bell.ring(ctx.db, 'notices', { workspaceId: ctx.workspaceId, userId: row.user_id }, next_at);
  }
  await change({ doubts, state: 'given_up', next_at: null, code: sent.code });
  if (sent.kind === 'gone') await forgetWay(ctx, row);
  if (row.way !== 'mail' && bell.mail && doubts === 0) await sayByLetter(ctx, bell, row);
}

/** Seconds until the next try; null: there is none. */
function pauseAfter(sent: Sent, { tries }: MessageRow, doubts: number, random: () => number): number | null {
  if (sent.kind === 'unclear') return doubts < 2 ? AGAIN : null;
  if (sent.kind !== 'later') return null;
  const pause = PAUSES[tries - 1];
  return pause === undefined ? null : (sent.seconds ?? pause) * (1 + random() / 10);
}

async function forgetWay(ctx: Ctx, { way, device_id, user_id }: MessageRow): Promise<void> {
  if (way === 'push' && device_id) await tables(ctx).deleteFrom('notices.device').where('id', '=', device_id).execute();
  if (way === 'bot') await tables(ctx).updateTable('notices.bot').set({ broken_at: ctx.now() }).where('user_id', '=', user_id).execute();
}

/** Unless a letter or another browser tells it already. */
async function sayByLetter(ctx: Ctx, { ring }: Bell, { user_id, notice_ids }: MessageRow): Promise<void> {
  const others = await tables(ctx)
    .selectFrom('notices.message')
    .select('notice_ids')
    .where('user_id', '=', user_id)
    .where('state', 'in', ['waiting', 'left'])
    .execute();
  if (others.some((one) => one.notice_ids.join() === notice_ids.join())) return;
  await makeMessages(ctx, user_id, 'mail', notice_ids);
  await ring(ctx.db, 'notices', { workspaceId: ctx.workspaceId, userId: user_id });
}
