import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';
import { listChannels, type ChannelView } from '#modules/channels';
import { findMedia } from '#modules/library';
import { listPillars } from '#modules/strategy';
import { isRatio } from '#words/crop.ts';
import { isPlainText } from '#words/plain-text.ts';
import { MOST } from './most.ts';
import type { Content, Ratios } from './shapes.ts';

/**
 * Lengths, and that channels, pictures and the pillar are this client's: one client's post never leaves by another's account.
 * @param channels the client's, where the caller has read them already
 */
export async function checkParts(
  ctx: Ctx,
  clientId: Id,
  content: Partial<Content> & { pillarId?: Id | null; ratios?: Ratios },
  channels?: readonly ChannelView[],
): Promise<void> {
  const texts = [content.text, ...(content.variants ?? []).flatMap((variant) => [variant.text, ...variant.thread])];
  const titles = [content.title, ...(content.variants ?? []).map((variant) => variant.title)];
  if (texts.some((text) => (text?.length ?? 0) > MOST.text) || titles.some((title) => (title?.length ?? 0) > MOST.title)) tooLong();
  if ([...texts, ...titles].some((text) => typeof text === 'string' && !isPlainText(text))) throw invalid('text');
  if ((content.variants?.length ?? 0) > MOST.variants || content.variants?.some((variant) => variant.thread.length > MOST.segments))
    tooLong();

  if (!Object.values(content.ratios ?? {}).every(isRatio)) throw invalid('ratios');
  if (content.pillarId && !(await listPillars(ctx, { clientId })).some((pillar) => pillar.id === content.pillarId))
    throw new Refusal('pillar_of_another_client', { field: 'pillar' });
  if (content.variants && content.variants.length > 0) {
    const known = new Set((channels ?? (await listChannels(ctx, { clientId }))).map((channel) => channel.id));
    if (content.variants.some((variant) => !known.has(variant.channelId)))
      throw new Refusal('channel_of_another_client', { field: 'variants' });
    if (new Set(content.variants.map((variant) => variant.channelId)).size < content.variants.length)
      throw new Refusal('channel_twice', { field: 'variants' });
  }
  const mediaIds = [...new Set([...(content.mediaIds ?? []), ...(content.variants ?? []).flatMap((variant) => variant.mediaIds ?? [])])];
  if (mediaIds.length === 0) return;
  const found = await findMedia(ctx, mediaIds);
  if (found.length < mediaIds.length || found.some((media) => media.clientId !== clientId))
    throw new Refusal('media_of_another_client', { field: 'mediaIds' });
}

function tooLong(): never {
  throw new Refusal('post_too_long', { details: { most: MOST.text } });
}
