import { sql, type Ctx, type Store } from '#plumbing/db';
import { STATES, type State } from './states.ts';

/** Upper bounds of the histogram of lateness, in seconds. */
export const LATENESS_BOUNDS = [1, 3, 10, 30, 60, 300, 1800, 7200] as const;

export interface Lateness {
  /** How many were seen online at most so many seconds after their time, by bound; cumulative. */
  within: number[];
  count: number;
  sumSeconds: number;
}

export interface PublishingFigures {
  states: Record<State, number>;
  lateness: Lateness;
}

export const noFigures = (): PublishingFigures => ({
  states: Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>,
  lateness: { within: LATENESS_BOUNDS.map(() => 0), count: 0, sumSeconds: 0 },
});

/**
 * The publications of one workspace by state, and how late those the machine sent were: from their time to the verdict that they are
 * online. What a person posts by hand says nothing of the machine.
 */
export async function readFigures(ctx: Ctx): Promise<PublishingFigures> {
  const figures = noFigures();
  const counted = await sql<{ state: State; n: number }>`
    select state, count(*) as n from publishing.publication group by state`.execute(ctx.db);
  for (const { state, n } of counted.rows) figures.states[state] = n;
  const late = sql`extract(epoch from published_at - not_before)::float8`;
  const bounds = LATENESS_BOUNDS.map((bound) => sql`(count(*) filter (where ${late} <= ${bound}))::int`);
  const { rows } = await sql<{ within: number[]; count: number; sum: number }>`
    select array[${sql.join(bounds)}] as within, count(*)::int as count, coalesce(sum(greatest(${late}, 0)), 0) as sum
    from publishing.publication where published_at is not null and once_class <> 'H'`.execute(ctx.db);
  figures.lateness = { within: rows[0]!.within, count: rows[0]!.count, sumSeconds: rows[0]!.sum };
  return figures;
}

export const addFigures = (a: PublishingFigures, b: PublishingFigures): PublishingFigures => ({
  states: Object.fromEntries(STATES.map((state) => [state, a.states[state] + b.states[state]])) as Record<State, number>,
  lateness: {
    within: a.lateness.within.map((n, at) => n + b.lateness.within[at]!),
    count: a.lateness.count + b.lateness.count,
    sumSeconds: a.lateness.sumSeconds + b.lateness.sumSeconds,
  },
});

/** Milliseconds after its time from which something nobody has taken counts as overdue. */
const OVERDUE_MS = 10_000;

/** What should have been taken up by a sender and was not, in all workspaces; what waits for a person is not overdue. */
export async function countOverdue(store: Store, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from publishing.due
    where next_at < ${new Date(now.getTime() - OVERDUE_MS)} and (lease_until is null or lease_until < ${now})`.execute(store.outside);
  return rows[0]!.n;
}
