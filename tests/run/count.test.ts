import { expect, test } from 'vitest';
import { count, failuresOf, sum } from './count.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  message: '',
  assertionResults: tests.map((one) => ({ status: one, fullName: `it ${one}`, failureMessages: one === 'failed' ? ['because'] : [] })),
});

test('only a pass is a pass: a skipped test, an empty file and one that cannot be loaded are failures', () => {
  expect(count({ testResults: [file('passed', 'passed', 'passed')] })).toEqual({ passed: 2, failed: 0 });
  expect(count({ testResults: [file('passed', 'passed', 'skipped', 'todo')] })).toEqual({ passed: 1, failed: 2 });
  expect(count({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1 });
  expect(count({ testResults: [file('passed')] })).toEqual({ passed: 0, failed: 1 });
});

test('a hook that fails after all tests passed is a failure', () => {
  expect(count({ testResults: [file('failed', 'passed')] })).toEqual({ passed: 1, failed: 1 });
});

test('a run that said nothing, or found nothing, is a failure', () => {
  expect([count(null), count({ testResults: [] })].map((one) => one.failed)).toEqual([1, 1]);
  expect(sum([{ passed: 2, failed: 1 }, count(null)])).toEqual({ passed: 2, failed: 2 });
});

test('what failed is said with its reason', () => {
  const report = { testResults: [file('failed', 'passed', 'failed', 'skipped'), { ...file('failed'), message: 'cannot be loaded' }] };
  expect(failuresOf(report)).toEqual(['a.test.ts: it failed: because', 'a.test.ts: it skipped: skipped', 'a.test.ts: cannot be loaded']);
  expect(failuresOf(null)).toEqual([]);
});
