import { listChannels } from '#modules/channels';
import { findMedia } from '#modules/library';
import { listPillars } from '#modules/strategy';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { keepCard, listCards } from '../cards/keep-card.ts';
import { mayWrite } from '../policy.ts';
import { readPost } from '../read-post.ts';
import { savePost, type SavedPost } from '../save-post.ts';
import { keepVersion } from './keep-version.ts';
import { findVersion } from './versions.sql.ts';

/**
 * Writes the post again as it was: one more version, the past stays. Accounts, pictures and a pillar that are gone since are left out;
 * the hour and what happens when it passes stay as they are now, they belong to the plan. A link's card taken away since is kept again;
 * one read anew since stays: its page says so now.
 */
export async function takeUpVersion(ctx: Ctx, postId: Id, n: number): Promise<SavedPost> {
  const { clientId } = await readPost(ctx, postId, { lock: true });
  mayWrite(ctx, clientId);
  const found = await findVersion(ctx, postId, n);
  if (!found) throw notFound();
  const { title, text, mediaIds, variants, pillarId, ratios, cards = [] } = found.state;
  const channels = new Set((await listChannels(ctx, { clientId })).map(({ id }) => id));
  const thumbs = cards.flatMap(({ mediaId }) => mediaId ?? []);
  const wanted = [...new Set([...mediaIds, ...thumbs, ...variants.flatMap((variant) => variant.mediaIds ?? [])])];
  const there = new Set(wanted.length > 0 ? (await findMedia(ctx, wanted)).map(({ id }) => id) : []);
  const stillThere = (ids: Id[]): Id[] => ids.filter((id) => there.has(id));
  const pillars = await listPillars(ctx, { clientId });
  await keepVersion(ctx, postId, { always: true });
  const now = await listCards(
    ctx,
    clientId,
    cards.map(({ url }) => url),
  );
  for (const card of cards)
    if (!now.some(({ url }) => url === card.url))
      await keepCard(ctx, clientId, { ...card, mediaId: card.mediaId !== null && there.has(card.mediaId) ? card.mediaId : null });
  return savePost(ctx, {
    id: postId,
    ...{ title, text, ratios, mediaIds: stillThere(mediaIds) },
    variants: variants
      .filter(({ channelId }) => channels.has(channelId))
      .map((variant) => ({ ...variant, mediaIds: variant.mediaIds && stillThere(variant.mediaIds) })),
    pillarId: pillars.some(({ id }) => id === pillarId) ? pillarId : null,
  });
}
