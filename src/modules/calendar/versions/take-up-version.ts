import { listChannels } from '#modules/channels';
import { findMedia } from '#modules/library';
import { listPillars } from '#modules/strategy';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { mayWrite } from '../policy.ts';
import { readPost } from '../read-post.ts';
import { savePost, type SavedPost } from '../save-post.ts';
import { keepVersion } from './keep-version.ts';
import { findVersion } from './versions.sql.ts';

/**
 * Writes the post again as it was: one more version, the past stays. Accounts, pictures and a pillar that are gone since are left out;
 * the hour stays as it is now, it belongs to the plan.
 */
export async function takeUpVersion(ctx: Ctx, postId: Id, n: number): Promise<SavedPost> {
  const { clientId } = await readPost(ctx, postId, { lock: true });
  mayWrite(ctx, clientId);
  const found = await findVersion(ctx, postId, n);
  if (!found) throw notFound();
  const { title, text, mediaIds, variants, pillarId, ratios } = found.state;
  const channels = new Set((await listChannels(ctx, { clientId })).map(({ id }) => id));
  const wanted = [...new Set([...mediaIds, ...variants.flatMap((variant) => variant.mediaIds ?? [])])];
  const there = new Set(wanted.length > 0 ? (await findMedia(ctx, wanted)).map(({ id }) => id) : []);
  const stillThere = (ids: Id[]): Id[] => ids.filter((id) => there.has(id));
  const pillars = await listPillars(ctx, { clientId });
  await keepVersion(ctx, postId, { always: true });
  return savePost(ctx, {
    id: postId,
    ...{ title, text, ratios, mediaIds: stillThere(mediaIds) },
    variants: variants
      .filter(({ channelId }) => channels.has(channelId))
      .map((variant) => ({ ...variant, mediaIds: variant.mediaIds && stillThere(variant.mediaIds) })),
    pillarId: pillars.some(({ id }) => id === pillarId) ? pillarId : null,
  });
}
