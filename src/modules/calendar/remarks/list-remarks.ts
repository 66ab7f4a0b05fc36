import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { selectRemarks, selectSeenAt, writeSeen } from './remarks.sql.ts';
import { CORRECTABLE_MS, speaker } from './speaker.ts';

/** Remarks shown of one post. */
export const REMARKS_SHOWN = 200;

export interface Remark {
  id: Id;
  text: string;
  by: string;
  at: Date;
  changed: boolean;
  deleted: boolean;
  /** By somebody else, since one last looked. */
  fresh: boolean;
  /** One's own, young enough to be corrected. */
  mine: boolean;
}

export async function listRemarks(ctx: Ctx, postId: Id): Promise<Remark[]> {
  const { userId } = await speaker(ctx, postId);
  const seenAt = await selectSeenAt(ctx, postId, userId);
  const correctableSince = ctx.now().getTime() - CORRECTABLE_MS;
  return (await selectRemarks(ctx, postId, REMARKS_SHOWN)).map((row) => {
    const own = row.written_by === userId;
    const deleted = row.deleted_at !== null;
    return {
      ...{ id: row.id, text: row.text, by: row.written_by_name, at: row.written_at, changed: row.changed_at !== null, deleted },
      fresh: !own && !deleted && (seenAt === null || row.written_at > seenAt),
      mine: own && !deleted && row.written_at.getTime() >= correctableSince,
    };
  });
}

/** @param upTo what was on the screen: what was said since stays new */
export async function seeRemarks(ctx: Ctx, postId: Id, upTo: Date): Promise<void> {
  const { userId } = await speaker(ctx, postId);
  await writeSeen(ctx, postId, userId, new Date(Math.min(upTo.getTime(), ctx.now().getTime())));
}
