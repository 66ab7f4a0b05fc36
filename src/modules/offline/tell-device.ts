import { createHash } from 'node:crypto';
import { listToTakeAlong } from '#modules/calendar';
import { addDays, canPlan, type Post } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import type { ChannelView } from '#modules/channels/shapes';
import { listClients } from '#modules/clients';
import { readStandings } from '#modules/publishing';
import { standingOf, type Standing } from '#modules/publishing/shapes';
import type { Ctx } from '#plumbing/db';
import { canonicalJson } from '#words/canonical-json.ts';
import { dayAt } from '#words/spoken.ts';
import type { Asked, Told } from './exchange.ts';
import type { Copy } from './notebook.ts';
import { listConflicts } from './settle-conflict.ts';
import { writingOf } from './writing.ts';

/** Days of the calendar a device keeps, and undated drafts, at most. */
const BEHIND_DAYS = 7;
const AHEAD_DAYS = 62;
const MOST_POSTS = 400;

/**
 * What a device is to keep: the calendars of the clients chosen there, those posts it does not have as they are, and what clashes.
 * @param whereOf what the device, which has no catalogue of networks, calls where a channel leads to
 */
export async function tellDevice(
  ctx: Ctx,
  { chosen, have }: Pick<Asked, 'chosen' | 'have'>,
  zone: string,
  whereOf: (channel: ChannelView) => string,
): Promise<Told> {
  const all = await listClients(ctx);
  const clients = all.map(({ id, name, monogram, colour, zone }) => ({ id, name, monogram, colour, zone }));
  const kept = all.filter(({ id }) => chosen === null || chosen.includes(id)).map(({ id }) => id);
  const today = dayAt(ctx.now(), zone);
  const posts = await listToTakeAlong(ctx, {
    ...{ clientIds: kept, first: addDays(today, -BEHIND_DAYS), last: addDays(today, AHEAD_DAYS), zone, most: MOST_POSTS },
  });
  const ids = posts.map(({ id }) => id);
  const standings = await readStandings(ctx, ids);
  const copies = posts.map((post) => copyOf(post, standings.get(post.id) ?? standingOf([])));
  const channels = (await listChannels(ctx)).filter(({ clientId }) => kept.includes(clientId));
  return {
    now: ctx.now().toISOString(),
    all: ids,
    posts: copies.filter(({ id, mark }) => have[id] !== mark),
    conflicts: (await listConflicts(ctx, ids)).map(({ id, postId, field, ours, by }) => ({ id, postId, field, ours, by })),
    clients,
    channels: channels.map((channel) => ({ id: channel.id, clientId: channel.clientId, name: channel.name, where: whereOf(channel) })),
    mayPlan: clients.some(({ id }) => canPlan(ctx.actor, id)),
  };
}

function copyOf(post: Post, { label, sign }: Standing): Copy {
  const copy = {
    ...{ id: post.id, clientId: post.clientId, version: post.version, writing: writingOf(post), label, sign },
    ...{ plannedAt: post.plannedAt?.toISOString() ?? null, planned: post.plannedVersion !== null },
  };
  // Of all of it: a move makes no new version.
  return { ...copy, mark: createHash('sha256').update(canonicalJson(copy)).digest('base64url').slice(0, 12) };
}
