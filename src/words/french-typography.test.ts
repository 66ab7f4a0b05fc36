import { expect, test } from 'vitest';
import { frenchEdits, piecesOf, setFrench } from './french-typography.ts';

/** Narrow as ␣, no-break as ⍽: readable here. */
const set = (text: string): string => setFrench(text).replaceAll('\u202f', '␣').replaceAll('\u00a0', '⍽');

test.each([
  ["L'ablo d'Afi, aujourd'hui", 'L’ablo d’Afi, aujourd’hui'],
  ['l\'"arbre" et l\'1 %', 'l’«␣arbre␣» et l’1␣%'],
  ['Venez ! Vous venez ? Oui : midi ; ou treize heures.', 'Venez␣! Vous venez␣? Oui␣: midi␣; ou treize heures.'],
  ['Venez! Vous venez?', 'Venez␣! Vous venez␣?'],
  ['Quoi ?! Non !!!', 'Quoi␣?! Non␣!!!'],
  ['Elle dit "oui". "Vraiment ?"', 'Elle dit «␣oui␣». «␣Vraiment␣?␣»'],
  ['Elle dit “oui”, il dit «non», « peut-être »', 'Elle dit «␣oui␣», il dit «␣non␣», «␣peut-être␣»'],
  ['« Il m’a dit “viens” »', '«␣Il m’a dit “viens”␣»'],
  ['("Braise")', '(«␣Braise␣»)'],
  ['100 % frais, -20% samedi', '100␣% frais, -20␣% samedi'],
  ['3 500 FCFA le plat, 1 200 000 F CFA', '3␣500⍽FCFA le plat, 1␣200␣000⍽F CFA'],
  ['dès 11 h 30, à 12 km, 5 kg', 'dès 11⍽h⍽30, à 12⍽km, 5⍽kg'],
  ['Bravo #marché! (oui)', 'Bravo #marché␣! (oui)'],
  ['Super 🎉 ! Et 👩🏾‍🌾 ?', 'Super 🎉␣! Et 👩🏾‍🌾␣?'],
  ['**Ouvert** : *samedi*!', '**Ouvert**␣: *samedi*␣!'],
])('%s', (typed, wanted) => expect(set(typed)).toBe(wanted));

test.each([
  'https://tantine.tg/b7?a=1&b=2!x et www.tantine.tg/?q',
  'tantine.tg/b7?menu et awa@exemple.tg',
  '@l_awa@mastodon.example @[Chez l\'Afi "Braise" !] #l_été',
  'Du code : `if (a?b:c) { "x" }` et ```\nlet a = "b";\n!important : oui ?\n```'.replace(' :', '\u202f:'),
  '[le menu](https://x.tg/a "titre!")',
  '<a href="x" title=\'y\'> &amp; &nbsp;',
  'À 12:30, ratio 16:9, C:\\temp, a:b',
  'Un clin d’œil ;-) et :) et :tada: fini',
  "Écran 15\" et 6'2 : rock 'n' roll".replace(' :', '\u202f:'),
  'Une "citation sans fin',
  'Tél. 90 12 34 56, +228 900 123 000',
  'En 2026 500 personnes',
  'Une fin.\n\n? seul',
  'Déjà\u202f! « ça »'.replace('« ', '«\u00a0').replace(' »', '\u00a0»'),
  '',
])('left as it is: %s', (typed) => expect(setFrench(typed)).toBe(typed));

test('a text that was set is set: nothing more to change', () => {
  const once = setFrench('L\'eau "fraîche" : 3 500 FCFA ! 10 % ? « oui »; non');
  expect(frenchEdits(once)).toEqual([]);
});

test('what changes can be shown, and the rest is the very text that was typed', () => {
  const typed = 'Venez ! C\'est "bon".';
  const pieces = piecesOf(typed, frenchEdits(typed));
  expect(pieces.filter((piece) => piece.changed).map((piece) => piece.text)).toEqual(['\u202f', '’', '«\u202f', '\u202f»']);
  expect(pieces.filter((piece) => !piece.changed).map((piece) => piece.text)).toEqual(['Venez', '! C', 'est ', 'bon', '.']);
});
