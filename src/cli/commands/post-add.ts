import { readPost, savePost } from '#modules/calendar';
import { LATE_POLICIES, type LatePolicy } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import type { Client } from '#modules/clients/shapes';
import { readPublicationsOf } from '#modules/publishing';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { isZone, wallTimeAt } from '#words/zone.ts';
import { schedulePost } from '../../wiring/plan-post.ts';
import type { Cli, Command } from '../command.ts';
import { findClient } from '../find-client.ts';
import { findWorkspace } from '../find-workspace.ts';
import { unknown } from '../fit.ts';
import { publicationJson } from '../json.ts';

/** A post on its channels (all of the client's, unless some are named): a draft, planned with --at, or sent with --now. */
export const postAdd: Command = {
  options: {
    workspace: { type: 'string' },
    client: { type: 'string' },
    text: { type: 'string' },
    title: { type: 'string' },
    thread: { type: 'string', multiple: true },
    channel: { type: 'string', multiple: true },
    now: { type: 'boolean' },
    at: { type: 'string' },
    zone: { type: 'string' },
    late: { type: 'string' },
    'late-minutes': { type: 'string' },
  },
  required: ['workspace', 'client', 'text'],
  run: async (cli) => {
    const house = await cli.house();
    const workspace = await findWorkspace(house, String(cli.values.workspace));
    const text = await cli.read('text');
    const made = await house.store.inWorkspace(workspace.id, { kind: 'system', name: 'cli' }, (ctx) => add(ctx, cli.values, text));
    const key = made.data.publications.length > 0 ? 'cli_post_scheduled' : 'cli_post_added';
    const lines = [cli.speech.phrase(key, { id: made.data.id, count: made.data.publications.length, at: made.data.not_before ?? '' })];
    if (made.blocked > 0) lines.push(cli.speech.phrase('cli_post_blocked', { count: made.blocked }));
    return { data: made.data, lines };
  },
};

async function add(ctx: Ctx, values: Cli['values'], text: string) {
  const client = await findClient(ctx, String(values.client));
  const channelIds = await chooseChannels(ctx, client, values.channel as string[] | undefined);
  const thread = (values.thread as string[] | undefined) ?? [];
  const { id } = await savePost(ctx, {
    clientId: client.id,
    text,
    title: String(values.title ?? ''),
    mediaIds: [],
    variants: channelIds.map((channelId) => ({ channelId, text: null, title: null, thread, mediaIds: null })),
  });
  const plan = planOf(ctx, values, client);
  const scheduled = plan && (await schedulePost(ctx, id, plan));
  const publications = (await readPublicationsOf(ctx, [id])).map(publicationJson);
  const blocked = (scheduled?.blocked ?? []).map(({ channelId, checks }) => ({
    channel: channelId,
    checks: checks.map(({ code }) => code),
  }));
  const { version } = await readPost(ctx, id);
  const not_before = scheduled?.plan.instant.toISOString() ?? null;
  const also = scheduled?.plan.second?.toISOString() ?? null;
  return {
    blocked: blocked.length,
    data: { id, version, client: client.id, not_before, happens_twice_also_at: also, publications, blocked },
  };
}

/** By id or by name, among the client's own. @throws Refusal `not_found` */
async function chooseChannels(ctx: Ctx, client: Client, typed: readonly string[] | undefined): Promise<Id[]> {
  const channels = await listChannels(ctx, { clientId: client.id });
  if (!typed) return channels.map(({ id }) => id);
  return typed.map((wanted) => {
    const found = channels.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
    if (found.length !== 1) throw unknown('channel', wanted);
    return found[0]!.id;
  });
}

/** Null for a draft. The seconds of second thoughts are for people in front of a page (docs/publishing.md), not for commands. */
function planOf(ctx: Ctx, values: Cli['values'], client: Client) {
  if (values.now && values.at !== undefined) throw invalid('at');
  if (!values.now && values.at === undefined) return null;
  const zone = String(values.zone ?? client.zone);
  if (!isZone(zone)) throw invalid('zone');
  const late = values.late as LatePolicy | undefined;
  if (late !== undefined && !LATE_POLICIES.includes(late)) throw invalid('late');
  const minutes = values['late-minutes'] === undefined ? undefined : Number(values['late-minutes']);
  if (minutes !== undefined && (!Number.isInteger(minutes) || minutes < 1 || minutes > 7 * 24 * 60)) throw invalid('late-minutes');
  const wall = values.now ? wallTimeAt(ctx.now(), zone) : String(values.at);
  return { wall, zone, ...(late && { late }), ...(minutes !== undefined && { lateMinutes: minutes }) };
}
