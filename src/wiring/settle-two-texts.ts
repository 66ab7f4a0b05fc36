import { settleConflict } from '#modules/offline';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { moveAnywhere } from './move-anywhere.ts';

/** One of two texts is chosen; the hour of a post that was handed over moves in publishing too. Throws as settleConflict does. */
export const settleTwoTexts = (ctx: Ctx, id: Id, said: { chosen: 'ours' | 'theirs'; version: number }): Promise<void> =>
  settleConflict(ctx, id, said, (inside, postId, wish) => moveAnywhere(inside, postId, () => wish));
