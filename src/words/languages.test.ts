import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGES, languageWord } from './languages.ts';
import { ofPlace, sayBytes, sayClock, sayCount, sayDate, sayDistance, sayList, sayMonth, weekdays } from './spoken.ts';

test('what is spoken has a catalogue, and every catalogue is spoken', () => {
  expect(readdirSync('messages').sort()).toEqual([...LANGUAGES].sort());
  expect(LANGUAGES.map(languageWord).slice(0, 2)).toEqual(['Français', 'English']);
});

test('a language of which nothing is known but its name is said by its own rules', () => {
  const now = new Date('2026-04-16T12:00:00Z');
  expect([sayDate('2026-05-01', 'pt'), sayMonth('2026-04', 'pt'), weekdays('pt')[0]!.long]).toEqual([
    'sexta-feira, 1 de maio',
    'abril de 2026',
    'segunda-feira',
  ]);
  expect([sayClock('09:02', 'pt'), sayList(['a', 'b', 'c'], 'pt'), sayBytes(1_200_000, 'pt')]).toEqual(['9:02', 'a, b e c', '1,2\u00a0MB']);
  expect([sayCount(3, 'pt'), ofPlace('Africa/Lome', 'pt'), languageWord('pt')]).toEqual(['3', 'Lomé', 'Português']);
  expect(sayDistance(new Date('2026-04-16T14:00:00Z'), now, 'pt')).toBe('em 2 h');
});
