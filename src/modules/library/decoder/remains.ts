import { readFile } from 'node:fs/promises';
import type { ImageFormat } from './image.ts';

/** The pointer to the GPS directory, in the first directory of an EXIF block (TIFF 6.0 §2, Exif 2.32 §4.6.3). */
const GPS_POINTER = 0x8825;

/** Does this EXIF block say where the picture was taken? Anything unreadable counts as no: it is removed all the same. */
export function hasLocation(exif: Buffer | undefined): boolean {
  if (!exif) return false;
  const tiff = exif.subarray(exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0);
  if (tiff.length < 10) return false;
  const little = tiff[0] === 0x49;
  const u16 = (at: number): number => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number): number => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = u32(4);
  for (let entry = 0; entry < u16(directory); entry += 1) if (u16(directory + 2 + entry * 12) === GPS_POINTER) return true;
  return false;
}

/** Bytes after the picture's own end. They are left behind in any case; the person is told. AVIF ends where its boxes end: not looked at. */
export async function hasExtra(format: ImageFormat, file: string): Promise<boolean> {
  const bytes = await readFile(file);
  if (format === 'png') return bytes.lastIndexOf('IEND') + 8 < bytes.length;
  if (format === 'jpeg') return bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) + 2 < bytes.length || hasSecondJpeg(bytes);
  if (format === 'gif') return bytes.at(-1) !== 0x3b;
  if (format === 'webp') return bytes.readUInt32LE(4) + 8 < bytes.length;
  return false;
}

/** A whole second JPEG behind the first (gain maps, motion photos); thumbnails inside EXIF come before the first end. */
function hasSecondJpeg(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from([0xff, 0xd9, 0xff, 0xd8, 0xff]));
}
