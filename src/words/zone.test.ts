import { expect, test } from 'vitest';
import { changesOf, offsetAt } from '../../tests/worlds/clock-oracle.ts';
import { isWallTime, isZone, resolveWallTime, tzdataVersion, wallTimeAt } from './zone.ts';

const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2036, 0, 1);
const ZONES = Intl.supportedValuesOf('timeZone');
const MINUTE = 60_000;

/** What a clock that shows `offset` minutes beside UTC reads at this instant. */
const wallOf = (at: number, offset: number): string => new Date(at + offset * MINUTE).toISOString().slice(0, 16);

/** The wall times around one change of a zone's clocks, with what they must mean. */
function promisesAround(zone: string, change: { at: number; before: number; after: number }): string[] {
  const { at, before, after } = change;
  const faults: string[] = [];
  const expectWall = (wall: string, expected: object): void => {
    const found = resolveWallTime(wall, zone);
    if (JSON.stringify(found) !== JSON.stringify(expected))
      faults.push(`${zone} ${wall}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  };
  expectWall(wallOf(at - MINUTE, before), exactOrOverlap(at - MINUTE, change));
  if (after > before) {
    // Clocks go forward: the skipped minutes do not exist; the two neighbours are the same clock before and after the gap.
    for (const skipped of [0, after - before - 1]) {
      const wall = wallOf(at + skipped * MINUTE, before);
      expectWall(wall, { kind: 'gap', before: shift(wall, before - after), after: shift(wall, after - before) });
    }
    expectWall(wallOf(at, after), { kind: 'exact', instant: new Date(at) });
  } else if (after < before) {
    for (const repeated of [0, before - after - 1]) {
      const second = at + repeated * MINUTE;
      expectWall(wallOf(second, after), {
        kind: 'overlap',
        instant: new Date(second - (before - after) * MINUTE),
        second: new Date(second),
      });
    }
    expectWall(wallOf(at + (before - after) * MINUTE, after), { kind: 'exact', instant: new Date(at + (before - after) * MINUTE) });
  }
  return faults;
}

/** One minute before clocks go back is the end of the hour that will be repeated. */
const exactOrOverlap = (at: number, { before, after }: { before: number; after: number }): object =>
  after < before
    ? { kind: 'overlap', instant: new Date(at), second: new Date(at + (before - after) * MINUTE) }
    : { kind: 'exact', instant: new Date(at) };

const shift = (wall: string, minutes: number): string => new Date(Date.parse(`${wall}Z`) + minutes * MINUTE).toISOString().slice(0, 16);

test('T8: every wall time of every IANA zone means what its clocks show, gaps and overlaps included, 2024–2035', () => {
  const faults: string[] = [];
  let changes = 0;
  let ordinary = 0;
  for (const zone of ZONES) {
    for (const change of changesOf(zone, FROM, TO)) {
      changes += 1;
      faults.push(...promisesAround(zone, change));
    }
    // Far from any change: the 8th of each month at noon UTC, there and back.
    for (let month = 0; month < 12 * 12; month += 1) {
      const at = Date.UTC(2024, month, 8, 12);
      const wall = wallOf(at, offsetAt(zone, at));
      ordinary += 1;
      const back = resolveWallTime(wall, zone);
      if (back.kind !== 'exact' || back.instant.getTime() !== at || wallTimeAt(new Date(at), zone) !== wall) faults.push(`${zone} ${wall}`);
    }
  }
  console.log(
    JSON.stringify({ test: 'T8', zones: ZONES.length, changes, ordinary, differences: faults.length, target: 0, tzdata: tzdataVersion() }),
  );
  expect(faults).toEqual([]);
  expect(ZONES.length).toBeGreaterThan(400);
  expect(changes).toBeGreaterThan(2_000);
});

test('an hour that does not exist is refused with its two neighbours', () => {
  expect(resolveWallTime('2026-03-29T02:30', 'Europe/Paris')).toEqual({
    kind: 'gap',
    before: '2026-03-29T01:30',
    after: '2026-03-29T03:30',
  });
});

test('an hour that happens twice takes the first, and says so', () => {
  const found = resolveWallTime('2026-10-25T02:30', 'Europe/Paris');
  expect(found).toEqual({ kind: 'overlap', instant: new Date('2026-10-25T00:30:00Z'), second: new Date('2026-10-25T01:30:00Z') });
});

test('what is no wall time and no zone is known as such', () => {
  expect(['2026-02-30T09:00', '2026-12-01', '2026-12-01T25:00', '2026-12-01T09:00Z'].map(isWallTime)).toEqual([false, false, false, false]);
  expect([isWallTime('2026-12-01T09:00:30'), isZone('Africa/Lome'), isZone('Africa/Palabre')]).toEqual([true, true, false]);
});
