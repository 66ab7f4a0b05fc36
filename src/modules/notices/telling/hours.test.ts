import { expect, test } from 'vitest';
import { dueAt, nextMonday, quietUntil, reminderAt } from './hours.ts';
import { usualWays, waysFor, type Habit } from './subjects.ts';

const lome: Habit = { zone: 'Africa/Lome', quietFrom: '21:00', quietUntil: '07:00', digestAt: '08:00' };
const paris: Habit = { ...lome, zone: 'Europe/Paris' };
const at = (text: string): Date => new Date(text);
const said = (date: Date | null): string | null => date?.toISOString().slice(0, 16) ?? null;

test.each([
  ['in the evening, until the morning', lome, '2026-12-01T22:30Z', '2026-12-02T07:00'],
  ['at the first minute', lome, '2026-12-01T21:00Z', '2026-12-02T07:00'],
  ['after midnight, until the same morning', lome, '2026-12-02T03:00Z', '2026-12-02T07:00'],
  ['at the end it is over', lome, '2026-12-02T07:00Z', null],
  ['by the clock of the person: nine in Paris is eight in Lomé', paris, '2026-12-01T20:30Z', '2026-12-02T06:00'],
  ['a siesta', { ...lome, quietFrom: '12:00', quietUntil: '14:00' }, '2026-12-01T13:00Z', '2026-12-01T14:00'],
  ['none was chosen', { ...lome, quietFrom: null, quietUntil: null }, '2026-12-01T23:00Z', null],
  [
    'the night clocks leap over the end: the hour after the leap',
    { ...paris, quietUntil: '02:30' },
    '2026-03-29T00:00Z',
    '2026-03-29T01:30',
  ],
])('quiet hours: %s', (_, habit, now, until) => expect(said(quietUntil(habit, at(now)))).toBe(until));

test('at once is in a moment, the digest at its next hour', () => {
  expect(dueAt('now', lome, at('2026-12-01T10:00Z'), 10_000)).toEqual(at('2026-12-01T10:00:10Z'));
  expect(said(dueAt('digest', lome, at('2026-12-01T07:59Z'), 0))).toBe('2026-12-01T08:00');
  expect(said(dueAt('digest', lome, at('2026-12-01T08:00Z'), 0))).toBe('2026-12-02T08:00');
  expect(said(nextMonday(lome, at('2026-12-01T10:00Z')))).toBe('2026-12-07T08:00');
  expect(said(nextMonday(lome, at('2026-12-07T07:00Z')))).toBe('2026-12-07T08:00');
});

test('a reminder that would ring in quiet hours comes a minute before they begin', () => {
  expect(said(reminderAt(lome, at('2026-12-01T18:00Z'), 30))).toBe('2026-12-01T17:30');
  expect(said(reminderAt(lome, at('2026-12-01T22:00Z'), 30))).toBe('2026-12-01T20:59');
  expect(said(reminderAt(lome, at('2026-12-02T07:10Z'), 30))).toBe('2026-12-01T20:59');
});

test('what rings is told first where there is something that rings, a digest is a letter', () => {
  expect(usualWays('now', ['push', 'mail', 'bot'])).toEqual(['push', 'bot']);
  expect(usualWays('now', ['mail'])).toEqual(['mail']);
  expect(usualWays('digest', ['push', 'mail'])).toEqual(['mail']);
  expect(waysFor({ pace: 'now', ways: ['bot'] }, ['push', 'mail', 'bot'])).toEqual(['bot']);
  expect(waysFor({ pace: 'now', ways: ['bot'] }, ['mail'])).toEqual(['mail']);
});
