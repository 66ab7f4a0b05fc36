import { listChannels, type ChannelView } from '#modules/channels';
import { readClient } from '#modules/clients';
import type { Client } from '#modules/clients/shapes';
import { listCards, listMentions } from '#modules/calendar';
import { contentFor, firstLine, ratioOf, type Mention, type Post } from '#modules/calendar/shapes';
import { freezeMedia, listEnded } from '#modules/library';
import type { EndedRight } from '#modules/library/shapes';
import type { Outgoing } from '#modules/publishing/shapes';
import type { Check, LinkCard, Payload } from '#networks/contract';
import { rightsOver, rulesOf, voiceOf } from '#parts/calendar/rules.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';

/** A channel by which the content cannot leave as it is. */
export interface Blocked {
  channelId: Id;
  checks: Check[];
}

/** Nothing of the post can leave as it is; `blocked` says why, channel by channel. */
export class EveryChannelBlocked extends Refusal {
  readonly blocked: readonly Blocked[];
  constructor(blocked: readonly Blocked[]) {
    super('every_channel_blocked');
    this.blocked = blocked;
  }
}

/** Whose post it is and by what it may leave, where that was read already. */
export interface Whose {
  client: Client;
  channels: readonly ChannelView[];
}

export async function readWhose(ctx: Ctx, clientId: Id): Promise<Whose> {
  const [client, channels] = await Promise.all([readClient(ctx, clientId), listChannels(ctx, { clientId })]);
  return { client, channels };
}

/**
 * The post as it leaves, channel by channel, its pictures frozen; those the network's own rules stop, or an image right that will be
 * over by then, are set apart.
 */
export async function buildOutgoing(ctx: Ctx, post: Post, whose?: Whose): Promise<{ outgoing: Outgoing[]; blocked: Blocked[] }> {
  const { client, channels: all } = whose ?? (await readWhose(ctx, post.clientId));
  const channels = new Map(all.map((channel) => [channel.id, channel]));
  const ended = await listOutlived(ctx, post, client.zone);
  const mentions = await mentionsOf(ctx, post);
  const outgoing: Outgoing[] = [];
  const blocked: Blocked[] = [];
  for (const variant of post.variants) {
    const channel = channels.get(variant.channelId);
    if (!channel) continue; // removed since: it no longer counts as chosen
    const content = contentFor(post, variant, voiceOf(channel.network, mentions));
    const media = await freezeMedia(ctx, content.mediaIds, { ratio: ratioOf(post, channel.id) });
    const rules = rulesOf(channel.network);
    const over = ended.filter(({ id }) => content.mediaIds.includes(id)).map(rightsOver);
    const checks = [...over, ...rules.check({ ...content, media }, channel.facts)].filter((check) => check.level === 'block');
    if (checks.length > 0) blocked.push({ channelId: channel.id, checks });
    else {
      const { id: channelId, network, onceClass, networkUserId } = channel;
      const card = await freezeCard(ctx, post.clientId, (media.length === 0 && rules.card?.(content.text)) || null);
      const title = rules.titles ? firstLine(content.title, content.text) : '';
      outgoing.push({
        channelId,
        network,
        onceClass,
        networkUserId,
        segments: segmentsOf(content, { title, language: client.language, media, ...(card && { card }) }),
      });
    }
  }
  return { outgoing, blocked };
}

/** Those of its pictures whose image right is over when it leaves, as publishing will see it then; a draft is asked about today. */
export async function listOutlived(ctx: Ctx, post: Post, zone: string): Promise<EndedRight[]> {
  const ids = [...new Set(post.variants.flatMap((variant) => contentFor(post, variant).mediaIds))];
  if (ids.length === 0) return [];
  const leaves = new Date(Math.max(ctx.now().getTime(), post.plannedAt?.getTime() ?? 0));
  return listEnded(ctx, ids, leaves, post.wish?.zone ?? zone);
}

/** Read only where somebody is named: most posts name nobody. */
async function mentionsOf(ctx: Ctx, post: Post): Promise<Mention[]> {
  const texts = [post.title, post.text, ...post.variants.flatMap(({ title, text, thread }) => [title, text, ...thread])];
  return texts.some((text) => text?.includes('@[')) ? listMentions(ctx, post.clientId) : [];
}

/** The card kept for an address, its picture as light as it is kept; nothing is asked of anybody. */
async function freezeCard(ctx: Ctx, clientId: Id, url: string | null): Promise<LinkCard | null> {
  const [card] = url === null ? [] : await listCards(ctx, clientId, [url]);
  if (!card) return null;
  const { title, description, mediaId } = card;
  const [thumb = null] = mediaId === null ? [] : await freezeMedia(ctx, [mediaId], { light: true });
  return { url: card.url, title, description, thumb };
}

/** Title, pictures and card go with the first text of a thread. */
const segmentsOf = (content: { text: string; thread: string[] }, first: Omit<Payload, 'text'>): Payload[] => [
  { text: content.text, ...first },
  ...content.thread.map((text) => ({ text, title: '', language: first.language, media: [] })),
];
