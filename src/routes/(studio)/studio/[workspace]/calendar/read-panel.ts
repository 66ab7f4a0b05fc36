import { readPost, readRepeated } from '#modules/calendar';
import { addDays, canPlan, canWrite, firstLine } from '#modules/calendar/shapes';
import { readAsked } from '#modules/approval';
import { readClient } from '#modules/clients';
import { listChannels } from '#modules/channels';
import { readPublicationsOf } from '#modules/publishing';
import { standingOf } from '#modules/publishing/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { clockAt, dayAt } from '#words/spoken.ts';
import { isMovable } from './show-post.ts';

/** One post at a glance beside the calendar: what leaves, where it stands, and what can still be done. */
export async function readPanel(ctx: Ctx, postId: Id, zone: string) {
  const post = await readPost(ctx, postId);
  const client = await readClient(ctx, post.clientId);
  const channels = new Map((await listChannels(ctx, { clientId: post.clientId })).map((channel) => [channel.id, channel]));
  const publications = (await readPublicationsOf(ctx, [postId])).filter((one) => one.position === 0);
  const wish = post.wish ?? (post.plannedAt ? { wall: `${dayAt(post.plannedAt, zone)}T${clockAt(post.plannedAt, zone)}`, zone } : null);
  return {
    id: post.id,
    name: firstLine(post.title, post.text),
    beginning: firstLine('', post.text, 240),
    client: { name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone },
    wish,
    plannedAt: post.plannedAt,
    planned: post.plannedVersion !== null,
    repeats: (await readRepeated(ctx, post.id)) !== null,
    movable: isMovable(ctx.actor, post.clientId, post.plannedVersion !== null, standingOf(publications).label),
    /** A week later, or a week from now. */
    copyDay: addDays([wish?.wall.slice(0, 10) ?? '', dayAt(ctx.now(), zone)].sort().at(-1)!, 7),
    changedSince: post.plannedVersion !== null && post.version > post.plannedVersion,
    mayPlan: canPlan(ctx.actor, post.clientId),
    mayWrite: canWrite(ctx.actor, post.clientId),
    /** The request in which the client is asked about it. */
    request: (await readAsked(ctx, postId))?.requestId ?? null,
    deleted: post.deletedAt !== null,
    publications: publications.map((one) => ({
      id: one.id,
      network: one.network as string,
      account: channels.get(one.channelId)?.name ?? '',
      label: one.label,
      sign: one.sign,
      remoteUrl: one.remoteUrl,
    })),
    networks: post.variants.flatMap((variant) => channels.get(variant.channelId)?.network ?? []) as string[],
  };
}

export type Panel = Awaited<ReturnType<typeof readPanel>>;
