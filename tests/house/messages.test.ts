import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listLanguages, prepareCatalogues, readCatalogue } from '../../boot/catalogues.mjs';
import { neededKeys, unlike, untypographic } from './messages.ts';
import { plant, ROOT } from './planted.ts';

const catalogues = listLanguages(ROOT).map((language) => readCatalogue(ROOT, language));

test('every sentence exists in every language and takes the same values', () => {
  expect(catalogues.flatMap((one) => one.twice)).toEqual([]);
  expect(unlike(catalogues)).toEqual([]);
});

test('every refusal and every check of a network has its sentence', () => {
  const needed = neededKeys(ROOT);
  expect(needed.length).toBeGreaterThan(20);
  expect(needed.filter((key) => !catalogues[0]!.sentences.has(key))).toEqual([]);
});

test('French is set as French is set', () => {
  expect(untypographic(catalogues[0]!)).toEqual([]);
});

test('a missing sentence, another value, a doubled key, a code without sentence and a straight apostrophe are caught', () => {
  const copy = plant({
    'messages/fr/a.json': JSON.stringify({ one: 'Un', two: 'Deux {n}', bad: "L'heure", late: 'Déjà ?' }),
    'messages/fr/b.json': JSON.stringify({ one: 'Un' }),
    'messages/en/a.json': JSON.stringify({ two: 'Two {m}', bad: 'The hour', late: 'Already?' }),
    'src/modules/x/verb.ts': "throw new Refusal('unheard_of');",
    'src/networks/x/rules.ts': "checks.push({ level: 'block', code: 'too_shy' });",
  });
  const [fr, en] = [readCatalogue(copy.root, 'fr'), readCatalogue(copy.root, 'en')];
  expect(fr.twice).toEqual(['one (fr/b.json)']);
  expect(unlike([fr, en])).toEqual(['one is missing in en', 'two does not take the same values: n / m']);
  expect(neededKeys(copy.root)).toEqual(['check_too_shy', 'refusal_unheard_of']);
  expect(untypographic(fr)).toEqual(['bad', 'late']);
  expect(() => prepareCatalogues(copy.root)).toThrow('one is missing in en');
  copy.remove();
});

test('a language is its folder: nothing else names it, and nothing is built while it lacks a sentence', () => {
  const copy = plant({
    'messages/fr/a.json': JSON.stringify({ one: 'Un', two: 'Deux' }),
    'messages/en/a.json': JSON.stringify({ one: 'One', two: 'Two' }),
    'messages/pt/b.json': JSON.stringify({ one: 'Um' }),
  });
  expect(() => prepareCatalogues(copy.root)).toThrow('two is missing in pt');
  writeFileSync(path.join(copy.root, 'messages/pt/c.json'), JSON.stringify({ two: 'Dois' }));
  const written = readFileSync(path.join(prepareCatalogues(copy.root), 'settings.json'), 'utf8');
  expect(JSON.parse(written)).toMatchObject({
    locales: ['fr', 'en', 'pt'],
    'plugin.inlang.messageFormat': { pathPattern: ['a', 'b', 'c'].map((name) => `./messages/{locale}/${name}.json`) },
  });
  copy.remove();
});
