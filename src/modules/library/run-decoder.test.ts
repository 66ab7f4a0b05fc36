import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bombPng } from '../../../tests/worlds/hostile-files.ts';
import { DECODER_LIMITS, runDecoder } from './run-decoder.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'palabre-decoder-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const root = path.resolve('.');
const put = (bytes: Uint8Array) => writeFile(path.join(folder, 'source'), bytes);
const noisy = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } });

test('a decoder that takes too long is stopped, and the answer says so', async () => {
  await put(await noisy(1_600).jpeg().toBuffer());
  await expect(runDecoder(root, ['image', 'jpeg'], folder, { ...DECODER_LIMITS, time: 100 })).rejects.toMatchObject({
    code: 'media_too_slow',
  });
});

test('a decoder that works too much is stopped by the kernel', async () => {
  // As much as is taken at all: more than a second for the fastest machine too.
  await put(bombPng(8_000, 8_000, 16, 6));
  await expect(runDecoder(root, ['image', 'png'], folder, { ...DECODER_LIMITS, processor: 1 })).rejects.toMatchObject({
    code: 'media_too_slow',
    details: { seconds: 1 },
  });
});

test('a decoder that takes too much memory is stopped, and the answer says so', async () => {
  await put(bombPng(6_000, 6_000, 16, 6, true));
  const small = { ...DECODER_LIMITS, memory: 160_000_000 };
  await expect(runDecoder(root, ['image', 'png'], folder, small)).rejects.toMatchObject({ code: 'media_too_heavy' });
});

test('meanwhile the house answers', async () => {
  await put(await noisy(1_800).png({ compressionLevel: 1 }).toBuffer());
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const { written } = await runDecoder(root, ['image', 'png'], folder, DECODER_LIMITS);
  delay.disable();
  expect(written.map((one) => one.name)).toEqual(['full', 'light', 'thumb']);
  expect(delay.percentile(99) / 1e6).toBeLessThan(200);
});

test('a decoder that is broken is an accident, not an answer', async () => {
  await put(Buffer.from('rien'));
  await expect(runDecoder(root, ['image', 'no-such-format'], folder)).rejects.not.toMatchObject({ name: 'Refusal' });
});
