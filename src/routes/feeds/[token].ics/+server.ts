import { createHash } from 'node:crypto';
import { error } from '@sveltejs/kit';
import * as m from '#messages';
import { icalOf, listFeedPosts, readByFeed } from '#modules/calendar';
import { listChannels } from '#modules/channels';
import { readClient } from '#modules/clients';
import { readStandings } from '#modules/publishing';
import { standingOf } from '#modules/publishing/shapes';
import { networkWord } from '#parts/calendar/network-words.ts';
import { wordOf } from '#parts/publishing/labels.ts';
import type { Ctx } from '#plumbing/db';
import { show, speak } from '#plumbing/web';
import type { Id } from '#words/ids.ts';
import type { RequestHandler } from './$types';

/** The calendar of a client for whoever holds its address: no session, one answer for an address that is closed and one that never was. */
export const GET: RequestHandler = ({ locals, params, request }) =>
  show(async () => {
    const body = await readByFeed(locals.house, params.token, writeCalendar);
    if (body === null) error(404, { message: m.refusal_not_found(), code: 'not_found' });
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    const headers = { etag, 'cache-control': 'private, max-age=300', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' };
    const known = (request.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
    if (known.includes(etag)) return new Response(null, { status: 304, headers });
    return new Response(body, {
      headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="palabre.ics"' },
    });
  });

/** In the client's language, by the client's clock. */
async function writeCalendar(ctx: Ctx, clientId: Id): Promise<string> {
  const client = await readClient(ctx, clientId);
  speak(client.language);
  const lines = await listFeedPosts(ctx, clientId);
  const channels = new Map((await listChannels(ctx, { clientId, removed: true })).map(({ id, network }) => [id, network as string]));
  const standings = await readStandings(
    ctx,
    lines.map(({ id }) => id),
  );
  const posts = lines.flatMap(({ id, name, plannedAt, changedAt, channelIds }) => {
    if (!plannedAt) return [];
    const { label } = standings.get(id) ?? standingOf([]);
    const networks = [...new Set(channelIds.flatMap((one) => channels.get(one) ?? []))].map(networkWord);
    const about = [networks.join(', '), wordOf(label)].filter(Boolean).join(' · ');
    return [{ id, title: name || m.calendar_untitled(), about, at: plannedAt, changedAt, cancelled: label === 'cancelled' }];
  });
  return icalOf({ name: m.feed_calendar({ name: client.name }), zone: client.zone, posts });
}
