import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { listChannels } from '#modules/channels';
import { instantOf } from './plan-post.ts';
import { readPost } from './read-post.ts';
import { savePost, type SavedPost } from './save-post.ts';
import type { Wish } from './shapes.ts';

/** The same content as a new post that nobody has handed over, on a day of its own. Accounts removed since are left out. */
export async function copyPost(ctx: Ctx, id: Id, wish: Wish | null): Promise<SavedPost> {
  const { clientId, pillarId, ratios, title, text, mediaIds, variants, late, lateMinutes, deletedAt } = await readPost(ctx, id);
  if (deletedAt) throw new Refusal('post_deleted', { status: 409 });
  if (wish) instantOf(wish);
  const there = new Set((await listChannels(ctx, { clientId })).map((channel) => channel.id));
  const kept = variants.filter(({ channelId }) => there.has(channelId));
  return savePost(ctx, { clientId, pillarId, ratios, title, text, mediaIds, variants: kept, late, lateMinutes, wish });
}
