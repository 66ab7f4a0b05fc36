import { addDays, addMonths, isDay, isMonth, mondayOf, type Day, type Month } from '#modules/calendar/shapes';
import { STANDINGS, type StandingGroup } from '#modules/publishing/shapes';
import { isId, type Id } from '#words/ids.ts';

export const VIEWS = ['month', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];
/** `draft` is what nobody has handed to publishing. */
export const STATES = ['draft', ...STANDINGS] as const;

/** What the address asks of the calendar: every filter is a parameter one can send to somebody. */
export interface Asked {
  view: View;
  month: Month;
  /** The Monday of the week shown, in the view of a week. */
  week: Day | null;
  /** The page of one day, and how many posts come before it. */
  day: Day | null;
  skip: number;
  client: Id | null;
  pillar: Id | null;
  network: string | null;
  state: 'draft' | StandingGroup | null;
  person: Id | null;
}

export function readAsked(search: URLSearchParams, today: Day): Asked {
  const text = (name: string): string => search.get(name) ?? '';
  const id = (name: string): Id | null => (isId(text(name)) ? text(name) : null);
  const view = VIEWS.find((one) => one === text('view')) ?? 'month';
  const day = isDay(text('day')) ? text('day') : null;
  const month = isMonth(text('month')) ? text('month') : (day ?? (isDay(text('week')) ? text('week') : today)).slice(0, 7);
  return {
    ...{ view, day, month },
    week: view === 'week' && day === null ? weekOf(text('week'), month, today) : null,
    skip: Math.max(0, Math.trunc(Number(text('skip')))) || 0,
    client: id('client'),
    pillar: id('pillar'),
    network: /^[a-z]{1,40}$/.test(text('network')) ? text('network') : null,
    state: STATES.find((one) => one === text('state')) ?? null,
    person: id('person'),
  };
}

/** The week asked for; else this week in this month, and the first week of another. */
function weekOf(asked: string, month: Month, today: Day): Day {
  if (isDay(asked)) return mondayOf(asked);
  return mondayOf(today.startsWith(month) ? today : `${month}-01`);
}

/** What may be changed of an address; null takes it away. */
export type Change = Partial<Record<keyof Asked | 'post', string | null>>;

/** The address of the same screen with something changed. */
export function addressOf(asked: Asked, change: Change = {}): string {
  const { view, skip, ...rest } = asked;
  // A week and a day know their month.
  const month = rest.week || rest.day ? null : rest.month;
  const now = { ...rest, month, view: view === 'month' ? null : view, skip: skip > 0 ? String(skip) : null, ...change };
  const pairs = Object.entries(now).filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== '');
  return `?${new URLSearchParams(pairs)}`;
}

/** Where the arrows lead. */
export const neighbours = (asked: Asked): { before: Change; after: Change } => ({ before: step(asked, -1), after: step(asked, 1) });

const step = ({ day, week, month }: Asked, by: 1 | -1): Change =>
  day !== null
    ? { day: addDays(day, by), month: null, skip: null }
    : week === null
      ? { month: addMonths(month, by), day: null }
      : { week: addDays(week, 7 * by), month: null };

/** True when only some of the client's posts are looked at. */
export const isNarrowed = ({ pillar, network, state, person }: Asked): boolean => Boolean(pillar ?? network ?? state ?? person);
