import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import { listCrew } from '../crew.ts';
import { mentionsIn } from './mentions-in.ts';
import { changeRemark, findRemark } from './remarks.sql.ts';
import { checkedText, CORRECTABLE_MS, speaker } from './speaker.ts';

/** One's own, for an hour. @throws Refusal `remark_too_old`, `not_found` for another's */
export async function correctRemark(ctx: Ctx, postId: Id, id: Id, text: string): Promise<void> {
  const { clientId, userId } = await mine(ctx, postId, id);
  const said = checkedText(text);
  const mentions = mentionsIn(said, await listCrew(ctx, clientId)).filter((one) => one !== userId);
  await changeRemark(ctx, id, { text: said, mentions, changed_at: ctx.now() });
}

/** The words go; the line stays, said to be deleted. Throws as `correctRemark` does. */
export async function deleteRemark(ctx: Ctx, postId: Id, id: Id): Promise<void> {
  await mine(ctx, postId, id);
  await changeRemark(ctx, id, { text: '', mentions: [], deleted_at: ctx.now() });
}

async function mine(ctx: Ctx, postId: Id, id: Id) {
  const me = await speaker(ctx, postId);
  const found = await findRemark(ctx, id);
  if (!found || found.post_id !== postId || found.written_by !== me.userId || found.deleted_at) throw notFound();
  if (ctx.now().getTime() - found.written_at.getTime() > CORRECTABLE_MS) throw new Refusal('remark_too_old', { status: 409 });
  return me;
}
