import { expect, test } from 'vitest';
import {
  clockAt,
  dayAt,
  ofPlace,
  placeOf,
  sayBytes,
  sayDate,
  sayDays,
  sayDistance,
  sayHour,
  sayList,
  sayMoment,
  sayMonth,
  saySpan,
  shownInstant,
  weekdays,
} from './spoken.ts';

const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const morning = new Date('2026-04-16T09:02:00Z');

test('hours are said as people say them', () => {
  expect(spaces(sayHour(morning, 'Africa/Lome', 'fr'))).toBe('9 h 02');
  expect(spaces(sayHour(new Date('2026-04-16T12:00:00Z'), 'Africa/Lome', 'fr'))).toBe('12 h');
  expect(sayHour(morning, 'Europe/Paris', 'en')).toBe('11:02');
  expect(spaces(sayHour(new Date('2026-04-16T00:00:00Z'), 'Africa/Lome', 'fr'))).toBe('0 h');
});

test('no hour breaks across lines: its spaces are unbreakable', () => {
  expect(sayHour(morning, 'Africa/Lome', 'fr')).toBe('9\u00a0h\u00a002');
});

test('dates, with the French first of the month', () => {
  expect(sayDate('2026-04-16', 'fr')).toBe('jeudi 16 avril');
  expect(sayDate('2026-05-01', 'fr')).toBe('vendredi 1er mai');
  expect(sayDate('2026-05-11', 'fr')).toBe('lundi 11 mai');
  expect(sayDate('2026-05-01', 'en')).toBe('Friday 1 May');
  expect(sayDate('2026-05-01', 'fr', { weekday: false, year: true })).toBe('1er mai 2026');
  expect(spaces(sayMoment(morning, 'Africa/Lome', 'fr'))).toBe('jeudi 16 avril, 9 h 02');
  expect(sayMonth('2026-04', 'fr')).toBe('avril 2026');
});

test('the day and the hour depend on where the clock is', () => {
  const late = new Date('2026-12-31T23:30:00Z');
  expect([dayAt(late, 'Africa/Lome'), dayAt(late, 'Europe/Paris')]).toEqual(['2026-12-31', '2027-01-01']);
  expect([clockAt(late, 'Africa/Lome'), clockAt(late, 'Europe/Paris')]).toEqual(['23:30', '00:30']);
});

test('a week begins on Monday', () => {
  expect(weekdays('fr')[0]).toEqual({ long: 'lundi', short: 'lun.' });
  expect(weekdays('en').at(-1)!.long).toBe('Sunday');
});

test('distances take the largest unit that says something', () => {
  expect(['2026-04-16', '2026-04-17', '2026-04-14', '2026-05-16'].map((day) => spaces(sayDays(day, '2026-04-16', 'fr')))).toEqual([
    'aujourd’hui',
    'demain',
    'avant-hier',
    'dans 30 jours',
  ]);
  const ago = (minutes: number) => spaces(sayDistance(new Date(morning.getTime() - minutes * 60_000), morning, 'fr'));
  expect(ago(0)).toBe('à l’instant');
  expect(ago(40)).toBe('il y a 40 min');
  expect(ago(130)).toBe('il y a 2 h');
  expect(ago(3 * 1440)).toBe('il y a 3 j');
});

test('places get their accents and their preposition back', () => {
  expect(placeOf('Africa/Lome')).toBe('Lomé');
  expect(ofPlace('Africa/Lome', 'fr')).toBe('de Lomé');
  expect(ofPlace('Africa/Abidjan', 'fr')).toBe('d’Abidjan');
  expect(ofPlace('Africa/Lome', 'en')).toBe('in Lomé');
});

test('sizes and lists', () => {
  expect(spaces(sayBytes(1_230_000, 'fr'))).toBe('1,2 Mo');
  expect(spaces(sayBytes(240_300, 'en'))).toBe('240 kB');
  expect(sayList(['Afi', 'Kodjo', 'Essi'], 'fr')).toBe('Afi, Kodjo et Essi');
});

test('the clock of a place leads back to an instant, to the minute', () => {
  expect(shownInstant('2026-07-14T12:00', 'Europe/Paris')).toEqual(new Date('2026-07-14T10:00:00Z'));
  expect(shownInstant('2026-04-30T12:00', 'Africa/Lome')).toEqual(new Date('2026-04-30T12:00:00Z'));
  expect(shownInstant('2026-01-01T01:30', 'Pacific/Auckland')).toEqual(new Date('2025-12-31T12:30:00Z'));
  expect(shownInstant('T', 'Africa/Lome')).toBeNull();
});

test('how long something took, by its two largest units', () => {
  const said = (seconds: number) => spaces(saySpan(seconds, 'fr'));
  expect([0, 59 * 60, 3_600, 7_800, 86_400, 100_800, 86_700].map(said)).toEqual([
    '0 min',
    '59 min',
    '1 h',
    '2 h 10 min',
    '1 j',
    '1 j 4 h',
    '1 j',
  ]);
  expect(spaces(saySpan(100_800, 'en'))).toBe('1 day 4 hrs');
});
