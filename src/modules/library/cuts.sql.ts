import type { Ctx } from '#plumbing/db';
import type { Cut } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import { insertMedia, media } from './media.sql.ts';
import type { Variant } from './shapes.ts';

/** The media that is this cut of another, once somebody made it. */
export async function selectCut(ctx: Ctx, mediaId: Id, cut: Cut): Promise<Id | null> {
  const row = await media(ctx)
    .select('id')
    .where('cut_of', '=', mediaId)
    .where('cut_x', '=', cut.x)
    .where('cut_y', '=', cut.y)
    .where('cut_width', '=', cut.width)
    .where('cut_height', '=', cut.height)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** It belongs to whom the whole picture belongs to, and is said to be the same. */
export async function insertCut(ctx: Ctx, one: { id: Id; of: Id; cut: Cut; tint: string | null }, variants: Variant[]): Promise<void> {
  const { id, of, cut, tint } = one;
  const { cut_of: _, ...whole } = await media(ctx).selectAll().where('id', '=', of).executeTakeFirstOrThrow();
  const part = { cut_of: of, cut_x: cut.x, cut_y: cut.y, cut_width: cut.width, cut_height: cut.height };
  const own = { id, tint, look: null, handed_sha256: null, public_since: null, archived_at: null, created_at: ctx.now() };
  await insertMedia(ctx, { ...whole, ...own, ...part }, variants);
}
