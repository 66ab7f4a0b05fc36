import { expect, test } from 'vitest';
import { openSpeech } from '../../boot/speech.mjs';
import { whyUnsupported } from '../../boot/system.mjs';
import { ROOT } from '../house/planted.ts';

const LINUX = { platform: 'linux', arch: 'x64', node: '24.21.0', glibc: '2.36' } as const;
const speech = openSpeech(ROOT);

test.each([
  ['a common server', LINUX],
  ['a small board', { ...LINUX, arch: 'arm64' }],
  ['the oldest Node that may start it', { ...LINUX, node: '20.0.0' }],
  ['a Mac', { ...LINUX, platform: 'darwin', arch: 'arm64', glibc: undefined }],
] as const)('%s can run Palabre', (_, system) => {
  expect(whyUnsupported(system as never)).toBeNull();
});

test.each([
  ['Windows', { ...LINUX, platform: 'win32', glibc: undefined }, /WSL/],
  ['Windows on ARM', { ...LINUX, platform: 'win32', arch: 'arm64', glibc: undefined }, /WSL/],
  ['32 bits', { ...LINUX, arch: 'ia32' }, /linux ia32/],
  ['a 32-bit board', { ...LINUX, arch: 'arm' }, /linux arm/],
  ['another Unix', { ...LINUX, platform: 'freebsd' }, /freebsd x64/],
  ['Alpine and its musl', { ...LINUX, glibc: undefined }, /musl|glibc/i],
  ['a Node too old to start anything', { ...LINUX, node: '18.20.4' }, /18\.20\.4/],
] as const)('%s is told in one sentence that it cannot', (_, system, said) => {
  const why = whyUnsupported(system as never)!;
  const sentence = speech.phrase(why.key, why.values ?? {});
  expect(sentence).toMatch(said);
  expect(sentence).not.toMatch(/\n|\{\w+\}|^cli_/);
});
