import { expect, test } from 'vitest';
import { FORM_LIMIT, refuseBody, STUDIO_LIMIT } from './body-limit.ts';

const request = (url: string, headers: Record<string, string>) => ({ url, headers });

test('a form of one mebibyte passes everywhere, more only at the studio’s desk and by the API, which counts for itself', () => {
  expect(refuseBody(request('/s/blog/comment', { 'content-length': String(FORM_LIMIT) }))).toBeNull();
  expect(refuseBody(request('/s/blog/comment', { 'content-length': String(FORM_LIMIT + 1) }))).toBe(413);
  expect(refuseBody(request('/studio/awa/library', { 'content-length': String(FORM_LIMIT + 1) }))).toBeNull();
  expect(refuseBody(request('/studio/awa/library', { 'content-length': String(STUDIO_LIMIT + 1) }))).toBe(413);
  expect(refuseBody(request('/api/v1/media', { 'content-length': String(STUDIO_LIMIT) }))).toBeNull();
});

test('a body of unknown length is taken only by the studio and the API', () => {
  expect(refuseBody(request('/login', { 'transfer-encoding': 'chunked' }))).toBe(411);
  expect(refuseBody(request('/studio/awa/library', { 'transfer-encoding': 'chunked' }))).toBeNull();
  expect(refuseBody(request('/api/v1/posts', { 'transfer-encoding': 'chunked' }))).toBeNull();
});
