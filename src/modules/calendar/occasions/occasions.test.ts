import { expect, test } from 'vitest';
import { easterOf } from './easter.ts';
import { countryOf, listOccasions } from './list-occasions.ts';

const days = (countries: string[], first: string, last: string) =>
  listOccasions(countries, first, last).map(({ day, name, toConfirm }) => `${day} ${name}${toConfirm ? ' ?' : ''}`);

test('Easter, as the almanacs print it', () => {
  expect([2024, 2025, 2026, 2027, 2038, 2049].map(easterOf)).toEqual([
    ...['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25', '2049-04-18'],
  ]);
});

test('Togo in 2027: what is decreed each year, what moves with Easter, and what waits for the moon', () => {
  expect(days(['TG'], '2027-01-01', '2027-12-31')).toEqual([
    '2027-01-01 new_year',
    '2027-03-09 eid_fitr ?',
    '2027-03-29 easter_monday',
    '2027-04-27 independence',
    '2027-05-01 labour',
    '2027-05-06 ascension',
    '2027-05-16 tabaski ?',
    '2027-05-17 whit_monday',
    '2027-06-21 martyrs',
    '2027-08-15 assumption',
    '2027-11-01 all_saints',
    '2027-12-25 christmas',
  ]);
});

test('a decree settles a date, and adds days of its own', () => {
  expect(days(['TG'], '2026-01-01', '2026-03-31')).toEqual(['2026-01-01 new_year', '2026-01-02 by_communique', '2026-03-20 eid_fitr']);
  expect(days(['BJ'], '2026-03-01', '2026-03-31')).toEqual(['2026-03-20 eid_fitr ?']);
});

test('Benin keeps the second Friday of January and the day before it', () => {
  expect(days(['BJ'], '2027-01-02', '2027-01-31')).toEqual(['2027-01-07 vodun', '2027-01-08 vodun']);
});

test('where a Sunday may be given on the Monday, both are said, the second to be confirmed', () => {
  expect(days(['CI'], '2026-11-10', '2026-11-20')).toEqual(['2026-11-15 peace', '2026-11-16 peace ?']);
});

test('what is only remembered is not a day off; one day in two countries is said once', () => {
  expect(listOccasions(['BF'], '2026-10-15', '2026-10-15')).toMatchObject([{ name: 'sankara', off: false }]);
  expect(listOccasions(['TG', 'BJ'], '2026-12-20', '2026-12-31')).toMatchObject([{ name: 'christmas', countries: ['TG', 'BJ'] }]);
});

test('a zone says whose clock it is, or nothing', () => {
  expect([countryOf('Africa/Lome'), countryOf('Africa/Dakar'), countryOf('Europe/Paris')]).toEqual(['TG', 'SN', null]);
});
