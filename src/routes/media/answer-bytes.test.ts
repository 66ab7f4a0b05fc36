import { expect, test } from 'vitest';
import type { Readable } from '../../modules/library/index.server.ts';
import { answerBytes } from './answer-bytes.ts';
import { parseRange } from './parse-range.ts';

const bytes = Buffer.from('0123456789');
const readable = (by: Readable['by'], mime = 'video/mp4') =>
  ({
    workspaceId: 'w',
    media: { id: 'm' },
    variant: { name: 'full', mime, bytes: bytes.length, width: 1, height: 1, sha256: 'abc' },
    by,
  }) as Readable;

const ask = (headers: Record<string, string> = {}, by: Readable['by'] = 'session', method = 'GET') =>
  answerBytes(new Request('https://palabre.example/media/m/full', { headers, method }), readable(by), async (range) =>
    new Blob([range ? bytes.subarray(range.start, range.end + 1) : bytes]).stream(),
  );

test('whatever opened it, nothing in it can run', async () => {
  for (const by of ['public', 'session', 'pass'] as const) {
    const { headers } = await ask({}, by);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('content-type')).toBe('video/mp4');
    expect(headers.get('content-disposition')).toBe('inline; filename="m-full.mp4"');
  }
});

test('only what is public may be kept by others', async () => {
  expect((await ask({}, 'public')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await ask({}, 'session')).headers.get('cache-control')).toBe('private, no-cache');
  expect((await ask({}, 'pass')).headers.get('cache-control')).toBe('private, no-store');
});

test('who has it already is told so, and pays no data for it', async () => {
  const answer = await ask({ 'if-none-match': '"other", W/"abc"' });
  expect([answer.status, await answer.text()]).toEqual([304, '']);
});

test('a player reads a film by ranges', async () => {
  const part = await ask({ range: 'bytes=2-4' });
  expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
  const beyond = await ask({ range: 'bytes=10-' });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  const changed = await ask({ range: 'bytes=2-4', 'if-range': '"old"' });
  expect([changed.status, await changed.text()]).toEqual([200, '0123456789']);
  const head = await ask({}, 'public', 'HEAD');
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
});

test.each([
  [null, null],
  ['bytes=0-', { start: 0, end: 9 }],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-30', { start: 0, end: 9 }],
  ['bytes=5-99', { start: 5, end: 9 }],
  ['bytes=-0', 'beyond'],
  ['bytes=5-2', null],
  ['bytes=0-1,4-5', null],
  ['bytes=-', null],
  ['lines=1-2', null],
  ['bytes=1e3-', null],
])('the range %j', (header, expected) => expect(parseRange(header, 10)).toEqual(expected));
