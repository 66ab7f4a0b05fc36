import { afterAll, beforeAll, expect, test } from 'vitest';
import { awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { judgeWeek } from '../../tests/worlds/devices/judge-week.ts';
import { liveWeek, POISON } from '../../tests/worlds/devices/week.ts';
import { furnish } from '../modules/calendar/furnish.fixture.ts';
import type { Actor } from '../words/actor.ts';
import { newId } from '../words/ids.ts';

/** A few in the suite; bench:chaos asks for 2,000 (tests/chaos/tests.ts). */
const WEEKS = Number(process.env.PALABRE_T24_WEEKS ?? 4);
const SEED = Number(process.env.PALABRE_T24_SEED ?? 24);
/** Seconds between two calls of a device that has something to say (islands/sync.ts). */
const BETWEEN_CALLS = 15;
const kodjo: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'manager', clients: 'all' };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.peek(
    `create function calendar.break_on_purpose() returns trigger language plpgsql as $$ begin raise exception 'an accident'; end $$`,
  );
  await database.peek(
    `create trigger broken before insert or update on calendar.post for each row when (new.title = '${POISON}') execute function calendar.break_on_purpose()`,
  );
});
afterAll(() => database?.close());

test(
  'T24: three devices, seven days mostly offline, calls dropped and tabs killed: the same everywhere, nothing written is dropped, nothing leaves unseen',
  { timeout: 60_000 + WEEKS * 5_000 },
  async () => {
    const sum = { weeks: WEEKS, seed: SEED, edits: 0, conflicts: 0, planned: 0, dropped: 0, poisonCalls: 0, wrong: [] as string[] };
    for (let n = 0; n < WEEKS; n += 1) {
      const seed = SEED * 1_000_003 + n;
      // A workspace of its own: a week costs the same however many went before it.
      const studio = { database, ...(await furnish(database, `Atelier ${n}`)), people: [awa, kodjo] as const };
      const judged = await judgeWeek(studio, await liveWeek(studio, seed), seed);
      for (const name of ['edits', 'conflicts', 'planned', 'dropped'] as const) sum[name] += judged[name];
      sum.poisonCalls = Math.max(sum.poisonCalls, judged.poisonCalls);
      sum.wrong.push(...judged.wrong);
    }
    console.log(JSON.stringify({ test: 'T24', ...sum, wrong: sum.wrong.length, target: 0 }));
    expect(sum.wrong).toEqual([]);
    expect((sum.poisonCalls - 1) * BETWEEN_CALLS).toBeLessThan(60);
    // Nothing would be proven if nobody wrote against each other, or nothing left.
    expect(sum.conflicts).toBeGreaterThan(WEEKS / 4);
    expect(sum.planned).toBeGreaterThan(WEEKS / 4);
  },
);
