import { expect, test } from 'vitest';
import { mendOf } from './check-words.ts';

const media = [
  { id: 'a', alt: 'Une assiette' },
  { id: 'b', alt: ' ' },
];
const mend = (code: string, details?: Record<string, number>) =>
  mendOf({ level: 'block', code, ...(details && { details }) }, 'c', ['a', 'b'], media);

test('each check leads to what mends it', () => {
  expect(mend('alt_missing')).toEqual({ field: 'alt', anchor: 'alt-b', act: null });
  expect(mend('text_too_long')).toEqual({ field: 'text', anchor: 'texte-c', act: 'split' });
  expect(mend('text_too_many_bytes').act).toBe('split');
  expect(mend('segment_too_long', { position: 3 })).toEqual({ field: 'text', anchor: 'texte-c-1', act: null });
  expect(mend('title_missing').anchor).toBe('titre-c');
  expect(mend('too_many_media').anchor).toBe('images');
  expect(mend('media_too_large').anchor).toBe('images');
  expect(mend('thread_not_known').act).toBe('follow');
  expect(mend('text_empty').anchor).toBe('texte-c');
});
