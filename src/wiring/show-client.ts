import { presentMoved, presentPost, printsOf, type Shown } from '#modules/approval';
import type { ShownChannel } from '#modules/approval/shapes';
import { readPost, type Plan } from '#modules/calendar';
import { canPlan, firstLine, type Post } from '#modules/calendar/shapes';
import type { Outgoing } from '#modules/publishing/shapes';
import type { Ctx } from '#plumbing/db';
import type { Cut } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';

type Voidable = Shown & { voided: boolean };

/**
 * What leaves, as the client is shown it: asked about where that was agreed, in the transaction that plans it. A creator's edit is a
 * manager's to read first: the client is not asked about it.
 */
export async function showClient(
  ctx: Ctx,
  post: Post,
  outgoing: readonly Outgoing[],
  plan: Pick<Plan, 'wall' | 'zone' | 'instant'> | null = null,
): Promise<Voidable> {
  const at = plan?.instant ?? post.plannedAt;
  if (!at) return { rendering: null, promisedAt: null, allowed: true, voided: false };
  const content = contentOf(outgoing);
  if (!canPlan(ctx.actor, post.clientId)) {
    const { rendering } = printsOf(content, { plannedAt: at, minutes: 0 });
    return { rendering, promisedAt: at, allowed: true, voided: false };
  }
  const { wall, zone } = plan ?? post.wish ?? { wall: at.toISOString().slice(0, 16), zone: 'UTC' };
  return presentPost(ctx, { ...subject(post), content, wall, zone, plannedAt: at });
}

/** What is shown, at another hour. */
export async function showMoved(ctx: Ctx, postId: Id, { wall, zone, instant }: Plan): Promise<{ promisedAt: Date; voided: boolean }> {
  const { clientId } = await readPost(ctx, postId);
  return presentMoved(ctx, postId, { wall, zone, plannedAt: instant }, clientId);
}

export const subject = (post: Post) => ({ postId: post.id, clientId: post.clientId, name: firstLine(post.title, post.text) });

/** Of a part of a picture, the whole one and which part: what is made from them may be made again. */
export const contentOf = (outgoing: readonly Outgoing[]): ShownChannel[] =>
  outgoing.map(({ channelId, network, segments }) => ({
    channel: channelId,
    network,
    segments: segments.map(({ title, text, media, card }) => ({
      title,
      text,
      ...(card && { card: { url: card.url, title: card.title, description: card.description, picture: card.thumb?.mediaId ?? null } }),
      media: media.map(({ mediaId, sha256, alt, cut }) => ({
        id: mediaId,
        source: cut?.of ?? sha256,
        crop: cut ? cropOf(cut) : null,
        alt,
      })),
    })),
  }));

const cropOf = ({ x, y, width, height }: Cut): Cut => ({ x, y, width, height });
