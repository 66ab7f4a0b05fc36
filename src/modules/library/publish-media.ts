import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { updatePublicSince } from './media.sql.ts';

/** Called when an article shows these media, in its transaction: from now on anyone may read them. */
export async function publishMedia(ctx: Ctx, ids: readonly Id[]): Promise<void> {
  await updatePublicSince(ctx, ids, ctx.now());
}
