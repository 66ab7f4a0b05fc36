import type { ChannelView } from '#modules/channels';
import type { Client } from '#modules/clients/shapes';
import type { Check } from '#networks/contract';
import type { Pillar } from '#modules/strategy/shapes';
import type { Id } from '#words/ids.ts';
import { isZone, resolveWallTime } from '#words/zone.ts';
import { MOST } from '../most.ts';
import type { Content, Wish } from '../shapes.ts';
import { plain, type Cells, type Column } from './columns.ts';
import { readHour, readWhen } from './read-when.ts';

/** Whose rows may be: what the person who imports may write for. */
export interface ImportWorld {
  now: Date;
  clients: readonly Client[];
  channels: readonly ChannelView[];
  pillars: readonly Pillar[];
  /** What a network says of a text without pictures (networks/<n>/rules). */
  check(channel: ChannelView, content: { title: string; text: string }): Check[];
  /** How a network is called in a file, in both languages. */
  networkNames(network: string): string[];
}

/** Why a row cannot become a post; the catalogue holds `import_problem_<code>`. */
export interface Problem {
  code: string;
  column: Column;
  details?: Record<string, string | number>;
  /** What a network says of the text. */
  check?: Check;
}

/** A row that can become a post. */
export interface ReadyPost extends Content {
  clientId: Id;
  pillarId: Id | null;
  wish: Wish | null;
  instant: Date | null;
}

const FAR_MS = 10 * 366 * 86_400_000;

/** What one row means, or all that is wrong with it. Neighbours are another verb's business (judge-rows). */
export function understandRow(cells: Cells, world: ImportWorld): { post: ReadyPost | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const wrong: Wrong = (column, code, details) => {
    problems.push({ column, code, details });
    return null;
  };
  const client = findClient(cells.client, world, wrong);
  const channels = client ? findChannels(cells.accounts, client, world, wrong) : [];
  const pillar = client ? findPillar(cells.pillar, client, world, wrong) : null;
  const when = readMoment(cells, client?.zone ?? 'UTC', world.now, wrong);
  const { title, text } = cells;
  if (text === '') wrong('text', 'no_text');
  if (text.length > MOST.text) wrong('text', 'text_too_long', { most: MOST.text });
  if (title.length > MOST.title) wrong('title', 'title_too_long', { most: MOST.title });
  else if (text !== '' && text.length <= MOST.text)
    for (const channel of channels)
      for (const check of world.check(channel, { title, text }).filter(({ level }) => level === 'block'))
        problems.push({
          code: 'network',
          column: check.code.startsWith('title') ? 'title' : 'text',
          details: { account: channel.name },
          check,
        });
  if (!client || problems.length > 0) return { post: null, problems };
  const variants = channels.map(({ id }) => ({ channelId: id, text: null, title: null, thread: [], mediaIds: null }));
  return { post: { clientId: client.id, pillarId: pillar?.id ?? null, title, text, mediaIds: [], variants, ...when }, problems };
}

type Wrong = (column: Column, code: string, details?: Problem['details']) => null;

function findClient(cell: string, { clients }: ImportWorld, wrong: Wrong): Client | null {
  // Who works for one brand need not say which.
  if (cell === '') return clients.length === 1 ? clients[0]! : wrong('client', 'no_client');
  const found = clients.filter(({ name }) => plain(name) === plain(cell));
  return found.length === 1 ? found[0]! : wrong('client', 'unknown_client', { name: cell.slice(0, 80) });
}

/** By its name, its handle, or its network where the client has one account there. */
function findChannels(cell: string, client: Client, { channels, networkNames }: ImportWorld, wrong: Wrong): ChannelView[] {
  const own = channels.filter(({ clientId }) => clientId === client.id);
  const found = new Set<ChannelView>();
  for (const name of namesIn(cell, own)) {
    const key = plain(name);
    const named = own.filter((one) => plain(one.name) === key || (one.handle !== '' && plain(one.handle) === key));
    const fitting = named.length > 0 ? named : own.filter((one) => networkNames(one.network).some((word) => plain(word) === key));
    if (fitting.length === 0) wrong('accounts', 'unknown_account', { name: name.slice(0, 80), client: client.name });
    else if (fitting.length > 1) wrong('accounts', 'several_accounts', { name: name.slice(0, 80), client: client.name });
    else found.add(fitting[0]!);
  }
  return [...found];
}

/** A comma separates names too, unless a name has it. */
const namesIn = (cell: string, own: readonly ChannelView[]): string[] =>
  cell
    .split(/[;|\n]/)
    .flatMap((part) => (own.some(({ name }) => plain(name) === plain(part)) ? [part] : part.split(',')))
    .map((name) => name.trim())
    .filter((name) => name !== '');

function findPillar(cell: string, client: Client, { pillars }: ImportWorld, wrong: Wrong): Pillar | null {
  if (cell === '') return null;
  const own = pillars.filter(({ clientId, name }) => clientId === client.id && plain(name) === plain(cell));
  return (
    own.find(({ putAway }) => !putAway) ?? own[0] ?? wrong('pillar', 'unknown_pillar', { name: cell.slice(0, 80), client: client.name })
  );
}

/** No day at all is an idea without a date; half of a moment is a mistake. */
function readMoment(cells: Cells, theirs: string, now: Date, wrong: Wrong): { wish: Wish | null; instant: Date | null } {
  const none = { wish: null, instant: null };
  if (cells.day === '' && cells.hour === '') return none;
  if (cells.day === '') return wrong('day', 'no_day') ?? none;
  const when = readWhen(cells.day);
  if (!when) return wrong('day', 'unreadable_day', { said: cells.day.slice(0, 40) }) ?? none;
  const hour = cells.hour === '' ? when.hour : readHour(cells.hour);
  if (hour === null)
    return (cells.hour === '' ? wrong('hour', 'no_hour') : wrong('hour', 'unreadable_hour', { said: cells.hour.slice(0, 40) })) ?? none;
  const zone = cells.zone === '' ? theirs : cells.zone;
  if (!isZone(zone)) return wrong('zone', 'unknown_zone', { said: zone.slice(0, 60) }) ?? none;
  const wall = `${when.day}T${hour}`;
  const resolved = resolveWallTime(wall, zone);
  if (resolved.kind === 'gap')
    return wrong('hour', 'gap', { before: resolved.before.slice(11, 16), after: resolved.after.slice(11, 16) }) ?? none;
  if (resolved.instant <= now) return wrong('day', 'past') ?? none;
  if (resolved.instant.getTime() > now.getTime() + FAR_MS) return wrong('day', 'too_far') ?? none;
  return { wish: { wall, zone }, instant: resolved.instant };
}
