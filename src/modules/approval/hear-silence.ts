import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { lockAsked, NOT_SENT, tables } from './approval.sql.ts';
import { record } from './record-answer.ts';
import { withTurnNow, type ReadOnline } from './whose-turn.ts';

const HOUR_MS = 3_600_000;

/**
 * What was agreed that silence means, for posts nobody answered about since their message left: a yes of the kind *tacit*, or one more
 * message to send. Silence to a message that never left is none, nor is silence about what is online.
 * @returns posts whose silence is a yes now
 */
export async function hearSilence(ctx: Ctx, readOnline: ReadOnline): Promise<Id[]> {
  const silent = await tables(ctx)
    .selectFrom('approval.asked as a')
    .innerJoin('approval.request as r', 'r.id', 'a.request_id')
    .innerJoin('approval.mode as m', 'm.client_id', 'a.client_id')
    .select(['a.post_id', 'a.turn', 'a.request_id', 'a.since', 'r.sent_at', 'm.silence', 'm.silence_hours'])
    .where('a.turn', '=', 'client')
    .where('r.revoked_at', 'is', null)
    .where('r.sent_at', 'is not', null)
    .where('m.mode', 'in', ['required', 'two_levels'])
    .where('m.silence', '!=', 'hold')
    .orderBy('a.post_id')
    .execute();
  const now = ctx.now().getTime();
  const passed = silent.filter(
    // A message that left before the client was shown this does not speak of it.
    ({ since, sent_at, silence_hours }) => sent_at! >= since && sent_at!.getTime() + silence_hours * HOUR_MS <= now,
  );
  const over = (await withTurnNow(ctx, passed, readOnline)).filter(({ turn }) => turn === 'client');
  const agreed: Id[] = [];
  for (const { post_id } of over.filter(({ silence }) => silence === 'publish')) {
    const asked = await lockAsked(ctx, post_id);
    // They may have answered at this very moment.
    const still = over.find((one) => one.post_id === post_id && one.since.getTime() === asked?.since.getTime());
    if (!asked || asked.turn !== 'client' || !still) continue;
    await record(ctx, asked, { verdict: 'yes', kind: 'tacit', who: '', note: '', silenceHours: still.silence_hours });
    agreed.push(post_id);
  }
  const again = [...new Set(over.filter(({ silence }) => silence === 'again').map(({ request_id }) => request_id))];
  for (const id of again) await askAgain(ctx, id);
  return agreed;
}

/** As when it was new: it has to be sent, and the clock of silence runs from there. */
async function askAgain(ctx: Ctx, requestId: Id): Promise<void> {
  await tables(ctx).updateTable('approval.request').set(NOT_SENT).where('id', '=', requestId).execute();
  await ctx.tell({ name: 'approval.silent', about: { requestId } });
}
