import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { readMedia } from './list-media.ts';
import { updateWithCuts } from './media.sql.ts';
import { mayDescribe } from './policy.ts';
import { describeSchema, type Description } from './description.ts';

/**
 * Says what a media shows, for who does not see it, who made it, what may be done with it and the words it is found by; what is not
 * named stays. What was already frozen into a
 * publication keeps its words. @throws Refusal `invalid` when one is too long.
 */
export async function describeMedia(ctx: Ctx, id: Id, words: Partial<Description>): Promise<void> {
  const media = await readMedia(ctx, id);
  mayDescribe(ctx.actor, media.clientId);
  const parsed = describeSchema.partial().safeParse(words);
  if (!parsed.success) throw invalid(String(parsed.error.issues[0]?.path[0] ?? 'alt'));
  const { rightsUntil, ...rest } = parsed.data;
  const change = { ...rest, ...(rightsUntil !== undefined && { rights_until: rightsUntil }) };
  if (Object.keys(change).length > 0) await updateWithCuts(ctx, id, change);
}
