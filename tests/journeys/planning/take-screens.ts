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
 *
 * @param at what to bring to the top of the window; its beginning without
 */
export async function takeScreens(page: Page, name: string, at?: string): Promise<void> {
  const folder = process.env.PALABRE_SCREENS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize()!;
  for (const size of SIZES)
    for (const theme of ['light', 'dark'] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      if (at) await page.locator(at).evaluate((one) => one.scrollIntoView());
      const file = path.join(folder, `${name}-${size.width}-${theme}.webp`);
      await sharp(await page.screenshot({ animations: 'disabled' }))
        .webp({ quality: 72 })
        .toFile(file);
    }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
