import { expect, test } from 'vitest';
import { isSpent } from './shapes.ts';

const yes = { verdict: 'yes' } as const;
const change = { verdict: 'change' } as const;

test('a yes counts while nothing came after it: of another version, or after another word, it says that it does no more', () => {
  expect(isSpent('done', [yes, change], 0)).toBe(false);
  expect(isSpent('done', [yes, change, yes], 2), 'an older yes').toBe(true);
  expect(isSpent('client', [yes], 0), 'what it was said of has changed').toBe(true);
  expect(isSpent('us', [change, yes], 1), 'they changed their mind').toBe(true);
  expect(isSpent('us', [yes], 0), 'stopped inside, not void').toBe(false);
  expect(isSpent('us', [change, yes], 0), 'a change is no yes').toBe(false);
});
