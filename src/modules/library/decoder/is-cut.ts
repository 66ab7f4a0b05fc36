import { open, type FileHandle } from 'node:fs/promises';

/**
 * Does the film say it is longer than the file? Players show what is there and say nothing; we would publish half a film.
 * Files of unknown length (browser recordings) can't be told and pass.
 */
export async function isCut(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = await read(file, 0, 4);
    return head.equals(EBML) ? await isCutMatroska(file, size) : await isCutBoxes(file, size);
  } finally {
    await file.close();
  }
}

const EBML = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
const SEGMENT = 0x18538067;

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** ISO base media and QuickTime: boxes one after the other, each with its length (ISO 14496-12 §4.2). */
async function isCutBoxes(file: FileHandle, size: number): Promise<boolean> {
  for (let at = 0; at < size;) {
    const box = await read(file, at, 16);
    if (box.length < 8) return true;
    const short = box.readUInt32BE(0);
    // 0: up to the end of the file. 1: the length follows in 64 bits.
    if (short === 0) return false;
    const length = short === 1 ? (box.length < 16 ? 0 : Number(box.readBigUInt64BE(8))) : short;
    if (length < 8) return true;
    at += length;
    if (at > size) return true;
  }
  return false;
}

/** Matroska and WebM: a header, then one segment that holds everything (RFC 8794, RFC 9559). */
async function isCutMatroska(file: FileHandle, size: number): Promise<boolean> {
  const header = readLength(await read(file, 4, 8));
  if (!header) return true;
  const at = 4 + header.width + header.value;
  const segment = await read(file, at, 12);
  if (segment.length < 5 || segment.readUInt32BE(0) !== SEGMENT) return true;
  const length = readLength(segment.subarray(4));
  return !length || (!length.unknown && at + 4 + length.width + length.value > size);
}

/** A number whose first byte says how many follow; all ones is "unknown" (RFC 8794 §4). */
function readLength(bytes: Buffer): { width: number; value: number; unknown: boolean } | null {
  const width = Math.clz32(bytes[0] ?? 0) - 23;
  if (width < 1 || width > 8 || bytes.length < width) return null;
  let value = BigInt(bytes[0]! & (0xff >> width));
  for (let at = 1; at < width; at += 1) value = (value << 8n) | BigInt(bytes[at]!);
  return { width, value: Number(value), unknown: value === (1n << BigInt(7 * width)) - 1n };
}
