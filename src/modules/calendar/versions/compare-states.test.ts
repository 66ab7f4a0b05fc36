import { expect, test } from 'vitest';
import { compareStates } from './compare-states.ts';
import { compareWords } from './compare-words.ts';
import type { State } from './state.ts';

const state = (change: Partial<State> = {}): State => ({
  ...{ title: '', text: 'Le marché ouvre', mediaIds: [], variants: [], pillarId: null, ratios: {}, wish: null },
  ...change,
});
const variant = (text: string | null, thread: string[] = []) => ({ channelId: 'a', text, title: null, thread, mediaIds: null });

test('accounts, pictures, hour and pillar are said apart', () => {
  const before = state({ mediaIds: ['1', '2'], variants: [variant(null)], wish: { wall: '2027-01-01T09:00', zone: 'UTC' } });
  const after = state({ mediaIds: ['2', '3'], variants: [{ ...variant(null), channelId: 'b' }], pillarId: 'p' });
  expect(compareStates(before, after)).toEqual([
    { what: 'account_removed', channelId: 'a' },
    { what: 'account_added', channelId: 'b' },
    { what: 'media_added', mediaIds: ['3'] },
    { what: 'media_removed', mediaIds: ['1'] },
    { what: 'hour', before: before.wish, after: null },
    { what: 'pillar', before: null, after: 'p' },
  ]);
  expect(compareStates(state({ mediaIds: ['1', '2'] }), state({ mediaIds: ['2', '1'] }))).toEqual([{ what: 'media_order' }]);
});

test('a text of one account is compared with what went there before', () => {
  const found = compareStates(state({ variants: [variant(null)] }), state({ variants: [variant('Le marché ferme', ['Suite'])] }));
  expect(found.map(({ what }) => what)).toEqual(['follows_no_more', 'text', 'segment']);
  expect(found[1]).toMatchObject({
    channelId: 'a',
    parts: [{ kind: 'same' }, { kind: 'removed', text: 'ouvre' }, { kind: 'added', text: 'ferme' }],
  });
  expect(compareStates(state({ variants: [variant(null)] }), state({ variants: [variant(null)], ratios: { a: '1:1' } }))).toEqual([
    { what: 'ratio', channelId: 'a' },
  ]);
  expect(compareStates(state({ variants: [variant('x')] }), state({ variants: [variant(null)] }))).toEqual([
    { what: 'follows', channelId: 'a' },
  ]);
});

test('the cards of links and what happens when the hour passes are said, where both states know of them', () => {
  const card = (title: string, mediaId: string | null = null) => ({ url: 'https://afi.tg', title, description: '', mediaId });
  const of = (cards: ReturnType<typeof card>[]) => state({ cards, late: 'hold', lateMinutes: 30 });
  expect(compareStates(of([]), of([card('Carte')]))).toEqual([{ what: 'card_added', title: 'Carte' }]);
  expect(compareStates(of([card('Carte')]), of([]))).toEqual([{ what: 'card_removed', title: 'Carte' }]);
  expect(compareStates(of([card('Carte')]), of([card('Carte', '1')]))).toEqual([{ what: 'card_picture', title: 'Carte' }]);
  expect(compareStates(of([card('La carte')]), of([card('La table')]))[0]).toMatchObject({
    what: 'card',
    parts: [{ kind: 'same' }, { kind: 'removed', text: 'carte' }, { kind: 'added', text: 'table' }],
  });
  expect(compareStates(of([]), { ...of([]), late: 'publish', lateMinutes: 45 })).toEqual([{ what: 'late', late: 'publish', minutes: 45 }]);
  expect(compareStates(state({}), of([card('Carte')]))).toEqual([]);
});

test('words are compared whole, line breaks too, and long passages are cut to their ends', () => {
  expect(compareWords('où', 'où ?')).toEqual([
    { kind: 'same', text: 'où' },
    { kind: 'added', text: ' ?' },
  ]);
  expect(compareWords('a\nb', 'a\n\nb').filter(({ kind }) => kind === 'added')).toEqual([{ kind: 'added', text: '\n' }]);
  const long = 'Le marché de Lomé ouvre à six heures. '.repeat(20);
  const parts = compareWords(`Lundi. ${long}Fin`, `Mardi. ${long}Fin !`);
  expect(parts.map(({ kind }) => kind)).toEqual(['removed', 'added', 'same', 'gap', 'same', 'added']);
  expect(parts.map(({ text }) => text).join('').length).toBeLessThan(250);
});
