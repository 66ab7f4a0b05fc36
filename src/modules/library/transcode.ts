import { spawn } from 'node:child_process';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '#words/refusal.ts';
import { LIMITS } from './shapes.ts';
import type { Sniffed } from './sniff.ts';

/** Milliseconds; a film of some minutes on a small server. */
const PATIENCE = 10 * 60_000;

/**
 * Turns `<folder>/source` into H.264 and AAC with the operator's own ffmpeg, in place. It reads that one file, in the format its first
 * bytes say, by no other protocol; what it writes goes through the decoder like anything handed in.
 * @throws Refusal `media_broken` when ffmpeg could not read it to its end, `media_too_slow` after ten minutes
 */
export async function transcode(ffmpeg: string, kind: Sniffed, folder: string, patience = PATIENCE): Promise<void> {
  const [source, written] = [path.join(folder, 'source'), path.join(folder, 'transcoded.mp4')];
  const end = await run(ffmpeg, argumentsOf(kind, source, written), patience);
  if (end === 'time') throw new Refusal('media_too_slow', { details: { seconds: Math.round(patience / 1_000) } });
  if (end !== 0) throw new Refusal('media_broken');
  await rename(written, source);
}

function argumentsOf(kind: Sniffed, source: string, written: string): string[] {
  const reading = ['-protocol_whitelist', 'file', '-f', kind === 'webm' ? 'matroska' : 'mov', '-i', source];
  const tracks = ['-map', '0:v:0', '-map', '0:a:0?', '-map_metadata', '-1', '-map_chapters', '-1'];
  // At most 1,920 px on the long side, even numbers as H.264 wants them.
  const size = "scale='min(1920,iw)':'min(1920,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2";
  const picture = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p', '-vf', size];
  const sound = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2'];
  const limits = ['-t', String(LIMITS.videoSeconds + 1), '-fs', String(LIMITS.videoBytes), '-threads', '1'];
  return [
    '-nostdin',
    '-v',
    'error',
    '-xerror',
    '-y',
    ...reading,
    ...tracks,
    ...picture,
    ...sound,
    ...limits,
    '-movflags',
    '+faststart',
    written,
  ];
}

/** Under the kernel's limits of address space (1.5 GB) and without environment. @returns the exit code, the signal or `time`. */
function run(ffmpeg: string, args: string[], patience: number): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const under = 'ulimit -c 0; ulimit -v 1500000 2>/dev/null; exec "$0" "$@"';
    const child = spawn('/bin/sh', ['-c', under, ffmpeg, ...args], { env: {}, stdio: 'ignore' });
    let late = false;
    const clock = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, patience);
    child.once('error', (error) => (clearTimeout(clock), reject(error)));
    child.once('exit', (code, signal) => (clearTimeout(clock), resolve(late ? 'time' : (code ?? signal ?? 'unknown'))));
  });
}
