import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { listCrew } from '../crew.ts';
import { mentionsIn } from './mentions-in.ts';
import { insertRemark, writeSeen } from './remarks.sql.ts';
import { checkedText, speaker } from './speaker.ts';

/** @returns its id. Whoever answers has read what was said before. */
export async function writeRemark(ctx: Ctx, postId: Id, text: string): Promise<Id> {
  const { userId, name, clientId } = await speaker(ctx, postId);
  const said = checkedText(text);
  const id = newId(ctx.now().getTime());
  const mentions = mentionsIn(said, await listCrew(ctx, clientId)).filter((one) => one !== userId);
  const who = { written_by: userId, written_by_name: name, written_at: ctx.now() };
  await insertRemark(ctx, { id, post_id: postId, text: said, mentions, ...who });
  await writeSeen(ctx, postId, userId, ctx.now());
  await ctx.tell({ name: 'calendar.remark_written', about: { postId, remarkId: id } });
  return id;
}
