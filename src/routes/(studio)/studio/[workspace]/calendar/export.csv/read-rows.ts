import * as m from '#messages';
import { listPostsBetween } from '#modules/calendar';
import { weekOf, weeksOf, type Post } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import { listClients } from '#modules/clients';
import { readPublicationsOf } from '#modules/publishing';
import { standingOf } from '#modules/publishing/shapes';
import { listPillars } from '#modules/strategy';
import type { Asked } from '#parts/calendar/asked.ts';
import { wordOf } from '#parts/publishing/labels.ts';
import type { Ctx } from '#plumbing/db';
import { filterOf } from '../read-calendar.ts';

/** A line of heads, then one for each post: its own day and hour, on the clock it was wished on. */
export async function readRows(ctx: Ctx, asked: Asked, zone: string): Promise<string[][]> {
  const weeks = asked.week === null ? weeksOf(asked.month) : [weekOf(asked.week)];
  const days = weeks.flat().filter((day) => asked.week !== null || day.startsWith(asked.month));
  const filter = await filterOf(ctx, asked, { weeks, zone });
  const posts = await listPostsBetween(ctx, { ...filter, first: days[0]!, last: days.at(-1)!, zone });
  const named = <T extends { id: string; name: string }>(all: T[]) => new Map(all.map(({ id, name }) => [id, name]));
  const clients = named(await listClients(ctx, { archived: true }));
  const channels = named(await listChannels(ctx, { removed: true }));
  const pillars = named(await listPillars(ctx));
  const publications = Map.groupBy(
    await readPublicationsOf(
      ctx,
      posts.map(({ id }) => id),
    ),
    ({ postId }) => postId,
  );
  const rowOf = ({ id, clientId, pillarId, title, text, wish, variants }: Post): string[] => {
    const own = publications.get(id) ?? [];
    const [day = '', hour = ''] = (wish?.wall ?? '').split('T');
    return [
      ...[day, hour, wish?.zone ?? '', clients.get(clientId) ?? '', title, text, pillars.get(pillarId ?? '') ?? ''],
      variants.flatMap(({ channelId }) => channels.get(channelId) ?? []).join(' ; '),
      wordOf(standingOf(own).label),
      own.flatMap(({ remoteUrl }) => remoteUrl ?? []).join(' '),
    ];
  };
  return [heads(), ...posts.map(rowOf)];
}

const heads = (): string[] => [
  ...[m.calendar_move_day(), m.calendar_move_hour_plain(), m.calendar_export_zone(), m.calendar_client(), m.calendar_internal_title()],
  ...[m.calendar_block_text(), m.calendar_pillar(), m.calendar_export_accounts(), m.calendar_filter_state(), m.calendar_export_address()],
];
