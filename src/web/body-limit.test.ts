import { expect, test } from 'vitest';
import { FORM_LIMIT, refuseBody, STUDIO_LIMIT } from './body-limit.ts';

const request = (url: string, headers: Record<string, string>) => ({ url, headers });
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' };

test('a form of one mebibyte passes everywhere, more only at the studio’s desk and by the API, which counts for itself', () => {
  expect(refuseBody(request('/s/blog/comment', { 'content-length': String(FORM_LIMIT) }))).toBeNull();
  expect(refuseBody(request('/s/blog/comment', { ...MULTIPART, 'content-length': String(FORM_LIMIT + 1) }))).toBe(413);
  expect(refuseBody(request('/studio/awa/library', { ...MULTIPART, 'content-length': String(FORM_LIMIT + 1) }))).toBeNull();
  expect(refuseBody(request('/studio/awa/library', { ...MULTIPART, 'content-length': String(STUDIO_LIMIT + 1) }))).toBe(413);
  expect(refuseBody(request('/api/v1/media', { 'content-length': String(STUDIO_LIMIT) }))).toBeNull();
});

test('at the desk too, what would be held in memory is small', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(FORM_LIMIT + 1) };
  expect(refuseBody(request('/studio/awa/posts/1?/save', form))).toBe(413);
  expect(
    refuseBody(request('/studio/awa/posts/1/save', { 'content-type': 'application/json', 'content-length': String(FORM_LIMIT + 1) })),
  ).toBe(413);
});

test('a body of unknown length is taken only where it goes to disk, and by the API', () => {
  expect(refuseBody(request('/login', { 'transfer-encoding': 'chunked' }))).toBe(411);
  expect(refuseBody(request('/studio/awa/posts/1/save', { 'transfer-encoding': 'chunked' }))).toBe(411);
  expect(refuseBody(request('/studio/awa/library/upload?client=1', { 'transfer-encoding': 'chunked' }))).toBeNull();
  expect(refuseBody(request('/studio/awa/library/1/poster', { 'transfer-encoding': 'chunked' }))).toBeNull();
  expect(refuseBody(request('/api/v1/posts', { 'transfer-encoding': 'chunked' }))).toBeNull();
});
