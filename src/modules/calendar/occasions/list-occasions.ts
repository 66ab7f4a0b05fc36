import { addDays, weekdayOf, type Day } from '../month.ts';
import { easterOf } from './easter.ts';
import holidays from './holidays.json' with { type: 'json' };

export interface Occasion {
  day: Day;
  /** A key of the catalogues: `occasion_<name>`. */
  name: string;
  /** ISO 3166-1, each in which it is kept that day. */
  countries: string[];
  /** A day off, or only remembered. */
  off: boolean;
  /** The date depends on the moon or on a decree still to come. */
  toConfirm: boolean;
}

/** A day of a year: a date; days after Easter; days after one the moon gives; the nth weekday (1 Monday … 7 Sunday) of a month. */
interface Rule {
  name: string;
  on?: string;
  easter?: number;
  moon?: string;
  nth?: { month: number; weekday: number; n: number };
  after?: number;
  before?: number;
  off?: boolean;
}

interface Country {
  zone: string;
  /** A holiday that falls on a Sunday may be given on the Monday: never certain before it is said. */
  sundayToMonday?: boolean;
  days: Rule[];
}

const COUNTRIES = holidays.countries as unknown as Record<string, Country>;
const MOON = holidays.moon as Record<string, Record<string, Day> | undefined>;
const CONFIRMED = holidays.confirmed as Record<string, Day[] | undefined>;
const ONCE = holidays.once as Record<string, { on: Day; name: string }[] | undefined>;

/** The country whose clock this is, of those whose holidays are known; a client's zone is that of its public. */
export const countryOf = (zone: string): string | null =>
  Object.entries(COUNTRIES).find(([, country]) => country.zone === zone)?.[0] ?? null;

/** What is kept in these countries between two days, both included, in order; the same day in several is said once. */
export function listOccasions(countries: readonly string[], first: Day, last: Day): Occasion[] {
  const years = [...new Set([Number(first.slice(0, 4)), Number(last.slice(0, 4))])];
  const all = countries.flatMap((country) => years.flatMap((year) => ofYear(country, year)));
  const together = new Map<string, Occasion>();
  for (const one of all.filter(({ day }) => day >= first && day <= last)) {
    const key = [one.day, one.name, one.off, one.toConfirm].join(' ');
    const known = together.get(key);
    if (known) known.countries.push(...one.countries);
    else together.set(key, one);
  }
  return [...together.values()].sort((a, b) => a.day.localeCompare(b.day));
}

function ofYear(code: string, year: number): Occasion[] {
  const country = COUNTRIES[code];
  if (!country) return [];
  const kept = country.days.flatMap((rule): Occasion[] => {
    const day = dayOf(rule, year);
    if (day === null) return [];
    const toConfirm = rule.moon !== undefined && !CONFIRMED[code]?.includes(day);
    return [{ day, name: rule.name, countries: [code], off: rule.off ?? true, toConfirm }];
  });
  const given = (ONCE[code] ?? []).filter(({ on }) => on.startsWith(`${year}-`));
  const moved = country.sundayToMonday ? kept.filter(({ day, off }) => off && weekdayOf(day) === 7) : [];
  return [
    ...kept,
    ...given.map(({ on, name }): Occasion => ({ day: on, name, countries: [code], off: true, toConfirm: false })),
    ...moved.map((one): Occasion => ({ ...one, day: addDays(one.day, 1), toConfirm: true })),
  ];
}

function dayOf(rule: Rule, year: number): Day | null {
  if (rule.on !== undefined) return `${year}-${rule.on}`;
  if (rule.easter !== undefined) return addDays(easterOf(year), rule.easter);
  if (rule.nth) return addDays(nthWeekday(year, rule.nth), -(rule.before ?? 0));
  const moon = MOON[year]?.[rule.moon ?? ''];
  return moon === undefined ? null : addDays(moon, rule.after ?? 0);
}

function nthWeekday(year: number, { month, weekday, n }: { month: number; weekday: number; n: number }): Day {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1));
}
