import { expect, test } from 'vitest';
import { weighTogether } from './shapes.ts';

const photo = { weights: { original: 4_800_000, full: 1_200_000, light: 90_000 } };
const film = { weights: { original: 9_000_000, full: 8_000_000, light: null } };

test('a post weighs what its media weigh together; a film has no light copy and weighs the same', () => {
  expect(weighTogether([photo])).toEqual(photo.weights);
  expect(weighTogether([photo, film])).toEqual({ original: 13_800_000, full: 9_200_000, light: 8_090_000 });
  expect(weighTogether([film])).toEqual(film.weights);
});
