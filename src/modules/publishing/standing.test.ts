import { expect, test } from 'vitest';
import { standingOf, statesOf, STANDINGS } from './standing.ts';

const one = (label: string, replacedById: string | null = null) => ({ label, sign: label, replacedById }) as never;

test('a post stands as the worst of its publications', () => {
  expect(standingOf([one('published'), one('needs_decision'), one('scheduled')]).label).toBe('needs_decision');
  expect(standingOf([one('published'), one('scheduled')]).label).toBe('scheduled');
  expect(standingOf([one('published'), one('published')]).label).toBe('published');
});

test('a failure that was tried again no longer counts', () => {
  expect(standingOf([one('failed', 'next'), one('published')]).label).toBe('published');
});

test('what was never handed over, or was taken back, is a draft', () => {
  expect(standingOf([])).toEqual({ label: 'draft', sign: 'brouillon' });
  expect(standingOf([one('cancelled')]).label).toBe('draft');
});

test('what one looks for in a calendar: on its way, online, or waiting for a person; no state in two of them', () => {
  expect(statesOf('waiting').sort()).toEqual(['FAILED', 'HELD', 'NEEDS_DECISION']);
  const all = STANDINGS.flatMap(statesOf);
  expect(new Set(all).size).toBe(all.length);
  expect(all).not.toContain('CANCELLED');
});
