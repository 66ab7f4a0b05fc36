import { expect, test } from 'vitest';
import { t21 } from './index.ts';

test('T21, small: a backup of an hour ago is put back, and nothing goes out twice', async () => {
  const rows = await t21(21, { posts: 2, damages: 2, cuts: ['place'] });
  expect(rows.filter((row) => !row.met)).toEqual([]);
  expect(rows).toHaveLength(9);
}, 120_000);
