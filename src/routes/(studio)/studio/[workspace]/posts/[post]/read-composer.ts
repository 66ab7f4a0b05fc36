import { listCards, listMentions, listSnippets, readPost } from '#modules/calendar';
import { canPlan, canWrite, contentFor, ratioOf, writtenOf, type Mention, type Post } from '#modules/calendar/shapes';
import { listChannels, type ChannelView } from '#modules/channels';
import { maySend } from '#modules/channels/shapes';
import { readClient } from '#modules/clients';
import { listMedia, readMedia } from '#modules/library';
import { itemOf, mediaPath, type MediaItem } from '#modules/library/shapes';
import { readDataPrice } from '#modules/team';
import { readPublicationsOf } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import { listPillars } from '#modules/strategy';
import { whereOf } from '#parts/channels/where.server.ts';
import type { ShownCard } from '#parts/calendar/composer/channel.ts';
import { rulesOf, voiceOf } from '#parts/calendar/rules.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';

/** Newest pictures a composer is opened with; on a slow line, sixty of them would weigh as much as the page. */
const OFFERED = 6;
const MOST = 200;

/**
 * Everything the composer shows of one post.
 * @param library all of the client's pictures are offered, not only the newest
 */
export async function readComposer(ctx: Ctx, postId: Id, library: boolean) {
  const post = await readPost(ctx, postId);
  const client = await readClient(ctx, post.clientId);
  const channels = await listChannels(ctx, { clientId: post.clientId });
  const { media, more } = await mediaOf(ctx, post, library);
  const mentions = await listMentions(ctx, post.clientId);
  const publications = await readPublicationsOf(ctx, [postId]);
  const alts = Object.fromEntries(media.filter((item) => post.mediaIds.includes(item.id)).map((item) => [item.id, item.alt]));
  return {
    postId,
    version: post.version,
    written: writtenOf(post, alts),
    deleted: post.deletedAt !== null,
    changedAt: post.changedAt,
    client: { id: client.id, name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone },
    channels: channels.map((channel) => {
      const { id, network, name, handle, displayName, facts } = channel;
      const ratio = ratioOf(post, id);
      const where = whereOf(channel);
      return { id, network: network as string, where, name, handle, displayName, facts, ready: maySend(channel), ratio };
    }),
    media,
    more,
    price: await readDataPrice(ctx),
    pillars: await pillarsOf(ctx, post),
    snippets: await listSnippets(ctx, post.clientId),
    mentions,
    cards: await cardsOf(ctx, post, channels, mentions),
    mayWrite: canWrite(ctx.actor, post.clientId),
    mayPlan: canPlan(ctx.actor, post.clientId),
    standing: standing(post, publications),
    publications: publications.filter((one) => one.position === 0 && one.replacedById === null && one.label !== 'cancelled').map(short),
  };
}

/** What is promised to the client, and what this post promised before that changed. */
async function pillarsOf(ctx: Ctx, post: Post) {
  const pillars = await listPillars(ctx, { clientId: post.clientId });
  return pillars.filter((pillar) => !pillar.putAway || pillar.id === post.pillarId).map(({ id, name, dye }) => ({ id, name, dye }));
}

/** The cards kept for the links that lead the texts, as each network reads them. */
async function cardsOf(ctx: Ctx, post: Post, channels: readonly ChannelView[], mentions: readonly Mention[]): Promise<ShownCard[]> {
  const urls = post.variants.flatMap((variant) => {
    const channel = channels.find((one) => one.id === variant.channelId);
    if (!channel) return [];
    return rulesOf(channel.network).card?.(contentFor(post, variant, voiceOf(channel.network, mentions)).text) ?? [];
  });
  const cards = await listCards(ctx, post.clientId, [...new Set(urls)]);
  return cards.map(({ mediaId, ...card }) => ({ ...card, thumb: mediaId === null ? null : mediaPath(mediaId, 'thumb') }));
}

/** The client's pictures to choose from, and those of the post, older ones and those put away since too; whether there are `more`. */
async function mediaOf(ctx: Ctx, post: Post, library: boolean): Promise<{ media: MediaItem[]; more: boolean }> {
  const found = await listMedia(ctx, { clientId: post.clientId, limit: library ? MOST : OFFERED + 1 });
  const all = found.slice(0, library ? MOST : OFFERED);
  const missing = post.mediaIds.filter((id) => !all.some((one) => one.id === id));
  const away = [];
  for (const id of missing) away.push(await readMedia(ctx, id));
  return { media: [...away, ...all].map(itemOf), more: all.length < found.length };
}

const GONE = ['failed', 'cancelled'];

function standing(post: Post, publications: PublicationView[]) {
  const alive = publications.filter((one) => !GONE.includes(one.label));
  return {
    planned: post.plannedVersion !== null && alive.length > 0,
    changed: post.plannedVersion !== null && post.version > post.plannedVersion,
    online: alive.length > 0 && alive.every((one) => one.label === 'published'),
    sending: alive.some((one) => one.label === 'sending' || one.label === 'uncertain'),
  };
}

const short = (one: PublicationView) => ({
  id: one.id,
  channelId: one.channelId,
  network: one.network as string,
  label: one.label,
  sign: one.sign,
  nextAt: one.nextAt,
  remoteUrl: one.remoteUrl,
});
