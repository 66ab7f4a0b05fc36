import { expect, test } from 'vitest';
import { isShared } from './share-origin.ts';

const sheet = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', origin: 'null' };

test('what the share sheet posts is known; a page, a frame or a script of any site is not taken for it', () => {
  expect(isShared('POST', '/studio/atelier/share', sheet)).toBe(true);
  expect(isShared('POST', '/studio/atelier/share', { ...sheet, origin: undefined })).toBe(true);
  for (const site of ['cross-site', 'same-site', undefined])
    expect(isShared('POST', '/studio/atelier/share', { ...sheet, 'sec-fetch-site': site })).toBe(false);
  expect(isShared('POST', '/studio/atelier/share', { ...sheet, origin: 'https://mechant.example' })).toBe(false);
  expect(isShared('POST', '/studio/atelier/share', { ...sheet, 'sec-fetch-mode': 'cors' })).toBe(false);
});

test('only that one address: what acts stays shut', () => {
  for (const url of ['/studio/atelier/share?/take', '/studio/atelier/people', '/studio/a/b/share', '/login', undefined])
    expect(isShared('POST', url, sheet)).toBe(false);
});
