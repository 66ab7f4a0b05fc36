import {
  countKept,
  countryOf,
  DAY_PAGE,
  listDrafts,
  listOccasions,
  listPostIds,
  readCrowding,
  readDay,
  readMonth,
  readWeek,
  type Filter,
} from '#modules/calendar';
import { addDays, shareOut, weekOf, weeksOf, weighWeek, type Day, type PostLine } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import { listClients } from '#modules/clients';
import { listPostsStanding, readStandings } from '#modules/publishing';
import { standingOf, statesOf } from '#modules/publishing/shapes';
import { listPillars, readStrategy } from '#modules/strategy';
import type { Ctx } from '#plumbing/db';
import type { Asked } from '#parts/calendar/asked.ts';
import { dayAt } from '#words/spoken.ts';
import { showPost } from './show-post.ts';

/** Holidays are said this many days ahead. */
const AHEAD_DAYS = 60;

/** Everything the calendar shows. @param clock the zone of who reads, and its day */
export async function readCalendar(ctx: Ctx, asked: Asked, clock: { zone: string; today: Day }) {
  const weeks = asked.week === null ? weeksOf(asked.month) : [weekOf(asked.week)];
  const [all, pillars, channels, filter] = await Promise.all([
    listClients(ctx),
    asked.client === null ? [] : listPillars(ctx, { clientId: asked.client }),
    listChannels(ctx, { clientId: asked.client ?? undefined }),
    filterOf(ctx, asked, { weeks, zone: clock.zone }),
  ]);
  const clients = all.filter(({ id }) => asked.client === null || id === asked.client);
  const [{ lines, counts }, drafts, promise] = await Promise.all([
    readPosts(ctx, asked, filter, clock.zone),
    readUndated(ctx, asked),
    readPromise(ctx, asked, weeks, clock.zone),
  ]);
  const ids = lines.map(({ id }) => id);
  const [standings, crowded] = await Promise.all([readStandings(ctx, ids), readCrowding(ctx, ids)]);
  const context = {
    actor: ctx.actor,
    zone: clock.zone,
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    zones: new Map(clients.map((client) => [client.id, client.zone])),
    pillars: new Map(pillars.map((pillar) => [pillar.id, pillar])),
    crowded,
  };
  const countries = [...new Set(clients.flatMap(({ zone }) => countryOf(zone) ?? []))];
  const last = weeks.at(-1)!.at(-1)!;
  const soon = last < clock.today ? clock.today : addDays(last, 1);
  return {
    weeks,
    counts,
    posts: lines.flatMap((line) =>
      line.plannedAt ? [showPost({ ...line, plannedAt: line.plannedAt }, context, standings.get(line.id) ?? standingOf([]))] : [],
    ),
    nextSkip: asked.day !== null && (counts[asked.day] ?? 0) > asked.skip + DAY_PAGE ? asked.skip + DAY_PAGE : null,
    drafts,
    pillars: pillars.filter((pillar) => !pillar.putAway || pillar.id === asked.pillar).map(({ id, name, dye }) => ({ id, name, dye })),
    networks: [...new Set(channels.map(({ network }) => network as string))],
    promise,
    severalCountries: countries.length > 1,
    occasions: listOccasions(countries, weeks[0]![0]!, last),
    soon: listOccasions(countries, soon, addDays(soon, AHEAD_DAYS)).slice(0, 4),
  };
}

/** The state of a post is the business of publishing, asked about the posts of these weeks. */
export async function filterOf(ctx: Ctx, asked: Asked, { weeks, zone }: { weeks: Day[][]; zone: string }): Promise<Filter> {
  const { client, pillar, network, state, person } = asked;
  const said = { clientId: client ?? undefined, pillarId: pillar ?? undefined, network: network ?? undefined, by: person ?? undefined };
  if (state === null) return said;
  if (state === 'draft') return { ...said, planned: false };
  const ids = await listPostIds(ctx, { ...said, planned: true, first: weeks[0]![0]!, last: weeks.at(-1)!.at(-1)!, zone });
  return { ...said, only: await listPostsStanding(ctx, ids, statesOf(state)) };
}

async function readPosts(
  ctx: Ctx,
  asked: Asked,
  filter: Filter,
  zone: string,
): Promise<{ lines: PostLine[]; counts: Record<Day, number> }> {
  if (asked.week !== null) return readWeek(ctx, { ...filter, day: asked.week, zone });
  const month = await readMonth(ctx, { ...filter, month: asked.month, zone });
  if (asked.day === null) return month;
  return { lines: await readDay(ctx, { ...filter, day: asked.day, zone, skip: asked.skip }), counts: month.counts };
}

async function readUndated(ctx: Ctx, asked: Asked) {
  const drafts = await listDrafts(ctx, { clientId: asked.client ?? undefined });
  return drafts.filter((line) => line.plannedAt === null).map(({ id, name, clientId }) => ({ id, name, clientId }));
}

/** What was promised to the client, week by week and pillar by pillar; null for all clients at once, and when nothing was. */
async function readPromise(ctx: Ctx, asked: Asked, weeks: Day[][], zone: string) {
  if (asked.client === null || asked.day !== null) return null;
  const { pillars, cadence } = await readStrategy(ctx, asked.client);
  if (pillars.length === 0 && cadence.length === 0) return null;
  const inMonth = weeks.flat().filter((day) => asked.week !== null || day.startsWith(asked.month));
  const kept = await countKept(ctx, { clientId: asked.client, weeks, first: inMonth[0]!, last: inMonth.at(-1)!, zone });
  return {
    weeks: Object.fromEntries(
      kept.weeks.map(({ monday, posts }) => {
        const promised = cadence.filter(({ since }) => dayAt(since, zone) <= addDays(monday, 6));
        return [monday, weighWeek(promised, posts)];
      }),
    ),
    perWeek: cadence.reduce((sum, { perWeek }) => sum + perWeek, 0),
    shares: shareOut(pillars, kept.pillars),
    posts: Object.values(kept.pillars).reduce((sum, count) => sum + count, 0),
  };
}
