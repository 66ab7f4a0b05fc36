import { expect, test } from 'vitest';
import { costOf, sayCost } from './data-price.ts';

const TOGO = { minor: 500, currency: 'XOF', megabytes: 400 };

test('a download costs its share of the plan, and is never said to cost nothing', () => {
  expect(costOf(4_000_000, TOGO)).toBe(5);
  expect([5, 1.25, 0.0175, 0.001, 12_500].map((minor) => sayCost(minor, 'XOF', 'fr'))).toEqual([
    '5\u00a0FCFA',
    '1,3\u00a0FCFA',
    '0,02\u00a0FCFA',
    '<\u00a00,01\u00a0FCFA',
    '12\u202f500\u00a0FCFA',
  ]);
  expect([150, 1.2].map((cents) => sayCost(cents, 'EUR', 'en'))).toEqual(['1.5\u00a0EUR', '0.01\u00a0EUR']);
});
