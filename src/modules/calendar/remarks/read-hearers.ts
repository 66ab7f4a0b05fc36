import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { readPost } from '../read-post.ts';
import { findRemark, selectRemarks } from './remarks.sql.ts';

/** As many as are shown: whoever spoke before that has left the conversation. */
const REMEMBERED = 200;

/** Whom a remark speaks to: those it names, and those who spoke about that post before; never its own writer. */
export async function readHearers(ctx: Ctx, postId: Id, remarkId: Id): Promise<{ clientId: Id; userIds: Id[] }> {
  const { clientId } = await readPost(ctx, postId);
  const remark = await findRemark(ctx, remarkId);
  if (!remark || remark.post_id !== postId) throw notFound();
  const speakers = (await selectRemarks(ctx, postId, REMEMBERED)).filter(({ id }) => id < remarkId).map(({ written_by }) => written_by);
  const userIds = [...new Set([...remark.mentions, ...speakers])].filter((one) => one !== remark.written_by);
  return { clientId, userIds };
}
