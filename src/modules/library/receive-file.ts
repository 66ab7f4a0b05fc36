import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '#words/refusal.ts';
import { LIMITS, MEGABYTE } from './shapes.ts';
import { SNIFF_BYTES, sniff, type Sniffed } from './sniff.ts';

export interface Received {
  /** A folder of its own, holding `source`; whoever received it removes it. */
  folder: string;
  kind: Sniffed;
  bytes: number;
  /** Of the bytes handed in: the same file handed in again is known. */
  sha256: string;
}

const IMAGES: readonly Sniffed[] = ['jpeg', 'png', 'gif', 'webp', 'avif'];
const VIDEOS: readonly Sniffed[] = ['mp4', 'mov', 'webm'];
export const isImage = (kind: Sniffed): kind is 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' => IMAGES.includes(kind);
/** One clear answer for each kind of file that is never accepted. */
const NEVER: Partial<Record<Sniffed, string>> = {
  svg: 'media_svg',
  heic: 'media_heic',
  pdf: 'media_pdf',
  page: 'media_page',
  empty: 'media_empty',
};

/** Streams a file to disk; stops at the first byte that shows it cannot be accepted. @throws Refusal */
export async function receiveFile(dataDir: string, body: ReadableStream<Uint8Array>): Promise<Received> {
  const folder = path.join(dataDir, 'tmp', `upload-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return { folder, ...(await write(path.join(folder, 'source'), body)) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function write(target: string, body: ReadableStream<Uint8Array>): Promise<Omit<Received, 'folder'>> {
  const file = await open(target, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  let head = new Uint8Array();
  let kind: Sniffed | null = null;
  try {
    for await (const piece of body) {
      bytes += piece.length;
      if (!kind) {
        head = Buffer.concat([head, piece]);
        if (head.length >= SNIFF_BYTES) kind = accept(head);
      }
      if (bytes > limitOf(kind ?? 'unknown'))
        throw new Refusal('media_too_large', { status: 413, details: { megabytes: limitOf(kind ?? 'unknown') / MEGABYTE } });
      hash.update(piece);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  kind ??= accept(head);
  return { kind, bytes, sha256: hash.digest('hex') };
}

function accept(head: Uint8Array): Sniffed {
  const kind = sniff(head);
  if (isImage(kind) || VIDEOS.includes(kind)) return kind;
  throw new Refusal(NEVER[kind] ?? 'media_unknown', { status: 415, field: 'file' });
}

const limitOf = (kind: Sniffed): number => (VIDEOS.includes(kind) ? LIMITS.videoBytes : LIMITS.imageBytes);

export async function measure(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

const DAY = 24 * 3_600_000;

/**
 * What a killed process left half received; the running ones are younger. Files carry the hour of the machine, so it is the
 * machine that is asked, not the house's clock.
 */
export async function sweepReceived(dataDir: string): Promise<void> {
  const tmp = path.join(dataDir, 'tmp');
  await mkdir(tmp, { recursive: true, mode: 0o700 });
  for (const name of await readdir(tmp)) {
    const folder = path.join(tmp, name);
    if (name.startsWith('upload-') && Date.now() - (await hourOf(folder)) > DAY) await rm(folder, { recursive: true, force: true });
  }
}

/** Its hour in milliseconds; Infinity for one whose upload ended while we looked. */
async function hourOf(folder: string): Promise<number> {
  try {
    return (await stat(folder)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Infinity;
    throw error;
  }
}
