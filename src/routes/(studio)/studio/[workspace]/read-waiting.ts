import { readLines, readPost } from '#modules/calendar';
import { listChannels } from '#modules/channels';
import { listDecisions, listFailed, listHeld } from '#modules/publishing';
import type { EndedRight } from '#modules/library/shapes';
import type { PublicationView } from '#modules/publishing/shapes';
import type { Ctx } from '#plumbing/db';
import { hasRole } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { listOutlived } from '../../../../wiring/build-outgoing.ts';
import { say } from './say.server.ts';

/** What waits for a person, the most pressing kind first; nothing for those who may not decide. */
export async function listWaiting(ctx: Ctx): Promise<PublicationView[]> {
  if (!hasRole(ctx.actor, 'owner', 'manager')) return [];
  // A thread waits as one: its first segment that waits says it for those behind.
  const heads = (all: PublicationView[]) => all.filter((one) => !all.some((other) => isAhead(other, one)));
  return (await Promise.all([listDecisions(ctx), listHeld(ctx), listFailed(ctx)])).flatMap(heads);
}

const isAhead = (other: PublicationView, one: PublicationView): boolean =>
  other.postId === one.postId && other.channelId === one.channelId && other.position < one.position;

/** The same, with the names people know them by. */
export async function readWaiting(ctx: Ctx) {
  const waiting = await listWaiting(ctx);
  const names = new Map(
    (
      await readLines(
        ctx,
        waiting.map((one) => one.postId),
      )
    ).map((line) => [line.id, line.name]),
  );
  const channels = new Map((await listChannels(ctx, { removed: true })).map((channel) => [channel.id, channel]));
  const rights = new Map<Id, EndedRight>();
  for (const { id, postId, zone } of waiting.filter(({ reason }) => reason === 'rights_over')) {
    const [right] = await listOutlived(ctx, await readPost(ctx, postId), zone);
    if (right) rights.set(id, right);
  }
  return waiting.map((one) => ({
    id: one.id,
    postId: one.postId,
    clientId: one.clientId,
    name: names.get(one.postId) ?? one.text.slice(0, 80),
    network: one.network as string,
    account: channels.get(one.channelId)?.name ?? '',
    profileUrl: channels.get(one.channelId)?.profileUrl ?? null,
    label: one.label,
    sign: one.sign,
    at: one.notBefore,
    canLook: one.reason !== 'no_lookup',
    why: whyOf(one),
    right: rights.get(one.id) ?? null,
  }));
}

/** In the person's words, with what to do: our own reasons, then the network's documented refusals. */
export const whyOf = (one: Pick<PublicationView, 'reason'>): string | null =>
  one.reason === null ? null : (say(`publishing_reason_${one.reason}`) ?? say(`network_refusal_${one.reason}`));
