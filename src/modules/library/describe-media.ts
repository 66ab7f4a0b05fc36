import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { readMedia } from './list-media.ts';
import { updateMedia } from './media.sql.ts';
import { mayDescribe } from './policy.ts';
import { describeSchema, type Description } from './shapes.ts';

/** Says what a media shows, for who does not see it, and who made it. What was already frozen into a publication keeps its words. */
export async function describeMedia(ctx: Ctx, id: Id, words: Description): Promise<void> {
  const media = await readMedia(ctx, id);
  mayDescribe(ctx.actor, media.clientId);
  const { alt, credit } = describeSchema.parse(words);
  await updateMedia(ctx, id, { alt, credit });
}
