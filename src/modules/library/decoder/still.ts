import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import type { Written } from './answer.ts';
import { attemptsFor, type StillName } from './attempts.ts';

/** Upright, sRGB, eight bits, at most 2,048 px: opened once, written several times. */
export interface Still {
  data: Buffer;
  info: OutputInfo;
  transparent: boolean;
}

const LONGEST = 2_048;

export async function readStill(image: Sharp): Promise<Still> {
  const { data, info } = await image
    .autoOrient()
    .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, info, transparent: hasTransparency(data, info.channels) };
}

/** @param drawn the source was a drawing or a screen: kept without loss while light enough, since JPEG blurs letters. */
export async function writeStills(still: Still, folder: string, names: readonly StillName[], drawn: boolean): Promise<Written[]> {
  const written: Written[] = [];
  for (const name of names) written.push(await writeStill(still, folder, name, drawn));
  return written;
}

async function writeStill(still: Still, folder: string, name: StillName, drawn: boolean): Promise<Written> {
  const attempts = attemptsFor(name, { transparent: still.transparent, drawn });
  for (const [index, attempt] of attempts.entries()) {
    const resized = opened(still).resize({ width: attempt.pixels, height: attempt.pixels, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await attempt.encode(still.transparent ? resized : resized.removeAlpha()).toBuffer({ resolveWithObject: true });
    if (data.length > attempt.most && index < attempts.length - 1) continue;
    await writeFile(path.join(folder, name), data, { mode: 0o600 });
    return { name, mime: attempt.mime, width: info.width, height: info.height };
  }
  throw new Error('No attempt to write a still.');
}

/** The average colour, shown while the picture is on its way. */
export async function tintOf(still: Still): Promise<string> {
  const pixel = await opened(still).flatten({ background: '#ffffff' }).resize(1, 1, { fit: 'fill' }).raw().toBuffer();
  const [red = 0, green = red, blue = red] = pixel;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export const opened = ({ data, info }: Still): Sharp =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels as 1 | 2 | 3 | 4 } });

function hasTransparency(data: Buffer, channels: number): boolean {
  if (channels !== 4 && channels !== 2) return false;
  for (let at = channels - 1; at < data.length; at += channels) if (data[at] !== 255) return true;
  return false;
}
