import { expect, test } from 'vitest';
import { originAsWritten, originOf } from './address.ts';

test.each([
  ['mastodon.social', 'https://mastodon.social'],
  ['  https://Mastodon.social/@awa ', 'https://mastodon.social'],
  ['@awa@mastodon.social', 'https://mastodon.social'],
  ['http://localhost:3391/', 'http://localhost:3391'],
  ['https://mastodon.social:443/', 'https://mastodon.social'],
  ['file:///etc/passwd', null],
  ['https://awa:secret@mastodon.social', null],
  ['', null],
])('%s is %s', (typed, origin) => {
  expect(originOf(typed)).toBe(origin);
});

test('a disguised address stays as it was written, so that it is not taken for one the operator listed', () => {
  expect(originOf('http://2130706433:8088')).toBe('http://2130706433:8088');
  expect(originOf('http://127.1:8088')).toBe('http://127.1:8088');
  expect(originAsWritten('http://local\u00adhost:8088/xrpc')).toBe('http://local\u00adhost:8088');
  expect(originAsWritten('http:127.0.0.1:8088')).toBeNull();
});
