import { expect, test } from 'vitest';
import { readFocus } from './focus-form.ts';

const photo = { width: 2_048, height: 1_024 };
const read = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return readFocus(form, photo);
};

test('a focus is a named position, a tap on the picture of 280 pixels, or two percentages', () => {
  expect(read({ at: '1000,500', x: '10', y: '10' })).toEqual({ x: 1_000, y: 500 });
  expect(read({ 'tap.x': '70', 'tap.y': '140', x: '10', y: '10' })).toEqual({ x: 250, y: 1_000 });
  expect(read({ x: '33.3', y: '0' })).toEqual({ x: 333, y: 0 });
  expect(read({ x: '12,5', y: '100' })).toEqual({ x: 125, y: 1_000 });
});

test('Enter on the picture is no tap; beyond the edge is the edge; nothing readable is nothing', () => {
  expect(read({ 'tap.x': '0', 'tap.y': '0', x: '40', y: '60' })).toEqual({ x: 400, y: 600 });
  expect(read({ 'tap.x': '281', 'tap.y': '20' })).toEqual({ x: 1_000, y: 143 });
  expect(read({ x: '', y: '' })).toBeNull();
  expect(read({ at: 'ici' })).toBeNull();
});
