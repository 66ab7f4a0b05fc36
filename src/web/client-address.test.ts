import { expect, test } from 'vitest';
import { clientAddress, readRanges } from './client-address.ts';

const proxies = readRanges(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);

test('without a trusted proxy, X-Forwarded-For is a stranger’s word', () => {
  expect(clientAddress('203.0.113.9', '198.51.100.1', proxies)).toBe('203.0.113.9');
  expect(clientAddress('127.0.0.1', '198.51.100.1', [])).toBe('127.0.0.1');
});

test('behind proxies, the last address that is not one of them asked; what it claims before is ignored', () => {
  expect(clientAddress('127.0.0.1', '198.51.100.1', proxies)).toBe('198.51.100.1');
  expect(clientAddress('127.0.0.1', '1.2.3.4, 198.51.100.1, 10.1.2.3', proxies)).toBe('198.51.100.1');
  expect(clientAddress('::ffff:127.0.0.1', '2001:db8::7', proxies)).toBe('2001:db8::7');
  expect(clientAddress('fd00::1', '198.51.100.1', proxies)).toBe('198.51.100.1');
});

test('a header that holds no address leaves the nearest hop', () => {
  expect(clientAddress('127.0.0.1', 'unknown', proxies)).toBe('127.0.0.1');
  expect(clientAddress('127.0.0.1', undefined, proxies)).toBe('127.0.0.1');
  expect(clientAddress('127.0.0.1', '198.51.100.1, <script>', proxies)).toBe('127.0.0.1');
});
