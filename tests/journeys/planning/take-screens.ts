import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Page } from '../palabre/window.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

/**
 * Keeps how a screen looks, at both sizes and in both themes, for the README: only where PALABRE_SCREENS names a folder. The window is
 * left as it was.
 */
export async function takeScreens(page: Page, name: string): Promise<void> {
  const folder = process.env.PALABRE_SCREENS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize()!;
  for (const size of SIZES)
    for (const theme of ['light', 'dark'] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const file = path.join(folder, `${name}-${size.width}-${theme}.webp`);
      await sharp(await page.screenshot({ animations: 'disabled' }))
        .webp({ quality: 72 })
        .toFile(file);
    }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
