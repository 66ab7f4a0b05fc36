import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFailed } from 'vitest';
import { ROOT } from '../../house/planted.ts';
import { launch, type Browser as Found } from '../../run/browser.ts';

export type { Page } from 'playwright-core';

/** The browser `npm test` found; alone, a journey takes the machine's. */
export const openBrowser = (): Promise<Browser> => {
  const found: Found = {
    path: process.env.PALABRE_TEST_BROWSER ?? '/usr/bin/chromium',
    env: JSON.parse(process.env.PALABRE_TEST_BROWSER_ENV ?? '{}') as Record<string, string>,
  };
  return launch(found);
};

export interface Window {
  page: Page;
  context: BrowserContext;
}

/** A window in French, on a phone or a desk, moved by a mouse or a finger; what it shows is kept when the test fails. */
export async function openWindow(
  browser: Browser,
  options: {
    javaScript: boolean;
    phone?: boolean;
    finger?: boolean;
    /** The studio's service worker may stand between; else requests can be held back by the test. */
    away?: boolean;
  },
): Promise<Window> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    timezoneId: 'Africa/Lome',
    javaScriptEnabled: options.javaScript,
    hasTouch: options.finger ?? false,
    serviceWorkers: options.away ? 'allow' : 'block',
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const crashed = new Set<Page>();
  page.on('crash', (gone) => crashed.add(gone));
  onTestFailed(async ({ task }) => {
    const folder = path.join(ROOT, 'test-results');
    mkdirSync(folder, { recursive: true });
    const name = task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    for (const [index, open] of context
      .pages()
      .filter((one) => !crashed.has(one))
      .entries()) {
      console.log(`${task.name}: ${open.url()} shows: ${(await open.innerText('body')).replace(/\s+/g, ' ').slice(0, 1_500)}`);
      await open.screenshot({ path: path.join(folder, `${name}-${index}.png`), fullPage: true });
    }
  });
  return { page, context };
}
