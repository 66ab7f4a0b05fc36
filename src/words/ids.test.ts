import { expect, test } from 'vitest';
import { isId, newId } from './ids.ts';

test('ids made later sort later', () => {
  expect(newId(1_000) < newId(2_000)).toBe(true);
});

test('an id is a version 7 UUID', () => {
  const id = newId();
  expect(isId(id)).toBe(true);
  expect(id[14]).toBe('7');
  expect('89ab').toContain(id[19]);
});
