import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { readMedia } from './list-media.ts';
import { updateMedia } from './media.sql.ts';
import { mayAdd } from './policy.ts';

/** Puts a media away: no longer offered, still readable where it is used. `restoreMedia` is its undo. */
export const archiveMedia = (ctx: Ctx, id: Id): Promise<void> => change(ctx, id, ctx.now());
export const restoreMedia = (ctx: Ctx, id: Id): Promise<void> => change(ctx, id, null);

async function change(ctx: Ctx, id: Id, at: Date | null): Promise<void> {
  const media = await readMedia(ctx, id);
  mayAdd(ctx.actor, media.clientId);
  await updateMedia(ctx, id, { archived_at: at });
}
