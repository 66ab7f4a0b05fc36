import { expect, test } from 'vitest';
import { originOf } from './origin.ts';

const PUBLIC = new URL('https://palabre.example');

test('the application lives at its public address, whatever a malformed Host says', () => {
  for (const host of [undefined, '', 'palabre.example', 'PALABRE.example', 'evil.example/path', 'a b', 'evil.example@x', '[::1'])
    expect(originOf(PUBLIC, host)).toEqual({ protocol: 'https', host: 'palabre.example' });
});

test('a site on a host name of its own keeps it, with the public address’s protocol', () => {
  expect(originOf(PUBLIC, 'blog.kossiwa.example')).toEqual({ protocol: 'https', host: 'blog.kossiwa.example' });
});

test('this machine called by another of its names keeps it, without TLS: forms sent there are same-origin', () => {
  expect(originOf(new URL('http://localhost:3000'), '127.0.0.1:3000')).toEqual({ protocol: 'http', host: '127.0.0.1:3000' });
  expect(originOf(PUBLIC, '[::1]:3000')).toEqual({ protocol: 'http', host: '[::1]:3000' });
  expect(originOf(PUBLIC, 'localhost.evil.example')).toEqual({ protocol: 'https', host: 'localhost.evil.example' });
});
