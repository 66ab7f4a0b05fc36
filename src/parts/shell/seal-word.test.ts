import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime';
import { sealWord } from './seal-word.ts';

test('without a network since the small hours: the seal names an hour, which nobody reads as how long it has been', () => {
  const since = new Date(2026, 11, 1, 1, 7).getTime();
  const word = (language: 'fr' | 'en') => {
    overwriteGetLocale(() => language);
    return sealWord({ kind: 'offline', since }).word;
  };
  expect(word('fr')).toBe('Passé hors ligne à 1\u00a0h\u00a007');
  expect(word('en')).toBe('Went offline at 1:07');
});
