import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Sharp } from 'sharp';
import type { Written } from './answer.ts';
import { Refused } from './refused.ts';

const MOST = 2_000_000;
const ATTEMPTS = [[1_024, 70], [720, 60], [480, 50], [320, 40]] as const; // prettier-ignore

/** An animated GIF or WebP stays animated, as WebP. @throws Refused when even small it is too heavy for the networks. */
export async function writeAnimation(open: () => Sharp, folder: string): Promise<Written> {
  for (const [pixels, quality] of ATTEMPTS) {
    const { data, info } = await open()
      .resize({ width: pixels, height: pixels, fit: 'inside', withoutEnlargement: true })
      .webp({ quality, effort: 2 })
      .toBuffer({ resolveWithObject: true });
    if (data.length > MOST) continue;
    await writeFile(path.join(folder, 'full'), data, { mode: 0o600 });
    return { name: 'full', mime: 'image/webp', width: info.width, height: info.pageHeight ?? info.height };
  }
  throw new Refused('media_frames_heavy');
}
