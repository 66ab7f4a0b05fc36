import { expect, test } from 'vitest';
import { firstIdAt, isId, newId } from './ids.ts';

test('ids made later sort later', () => {
  expect(newId(1_000) < newId(2_000)).toBe(true);
});

test('ids of one millisecond sort as they were made', () => {
  const ids = Array.from({ length: 2_000 }, () => newId(5_000));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids.map((id) => id.slice(19))).size).toBe(2_000);
});

test('no id of an instant or after it is smaller than the first one', () => {
  const first = firstIdAt(5_000);
  expect([isId(first), first < newId(5_000), first > newId(4_999)]).toEqual([true, true, true]);
});

test('an id is a version 7 UUID', () => {
  const id = newId();
  expect(isId(id)).toBe(true);
  expect(id[14]).toBe('7');
  expect('89ab').toContain(id[19]);
});
