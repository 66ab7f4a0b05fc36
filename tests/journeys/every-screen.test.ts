import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../house/planted.ts';
import { startDemo, type Demo } from './palabre/demo.ts';
import { openBrowser, openWindow, type Page } from './palabre/window.ts';
import { AT_THE_DOOR } from './screens/at-the-door.ts';
import { openKeyboard } from './screens/keyboard.ts';
import { judgeScreen } from './screens/judge-screen.ts';
import { readRoutes } from './tenants/router.ts';

const PICTURE = path.join(import.meta.dirname, 'tenants/picture.png');
let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Nobody stops here: it sends to another, or nowhere. */
const NO_SCREEN = '/(site)/s/[site]/[article]/[...rest]';

const routes = readRoutes(ROOT)
  .filter((route) => route.page)
  .map(({ id }) => ({
    id,
    shape: new RegExp(
      `^${id
        .replace(/\/\([^)]+\)/g, '')
        .replace(/\[\.\.\.\w+\]/g, '.+')
        .replace(/\[\w+\]/g, '[^/]+')}/?$`,
    ),
  }));
/** The plainest route wins, as in the router. */
const routeOf = (address: string): string | null => {
  const { pathname } = new URL(address, demo.origin);
  const found = routes.filter(({ shape }) => shape.test(pathname)).sort((a, b) => a.id.split('[').length - b.id.split('[').length);
  return found[0]?.id ?? null;
};

/** States of one screen that look different, and so are judged apart. */
const kindOf = (address: string): string | null => {
  const route = routeOf(address);
  const { searchParams } = new URL(address, demo.origin);
  return route && `${route}${searchParams.has('post') || searchParams.has('new') ? ' (panel)' : ''}${searchParams.get('view') ?? ''}`;
};

const linksOf = (page: Page): Promise<string[]> =>
  page.locator('a[href]').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href.split('#')[0]!));

/** What an installed application posts when a phone shares a picture with it. @returns where it waits */
async function share(page: Page, studio: string): Promise<string> {
  const answer = await page.request.post(`${studio}/share`, {
    headers: { accept: 'text/html', 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', origin: 'null' },
    multipart: { files: { name: 'photo.png', mimeType: 'image/png', buffer: readFileSync(PICTURE) }, text: 'Au marché' },
  });
  expect(answer.ok()).toBe(true);
  return answer.url();
}

/** Follows links from screen to screen and judges each kind once. */
async function walk(page: Page, from: string[], judged: Map<string, string[]>): Promise<void> {
  const ahead = [...from];
  for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
    const kind = kindOf(address);
    if (!kind || judged.has(kind) || !address.startsWith(demo.origin)) continue;
    await page.goto(address);
    if (kindOf(page.url()) !== kind) continue;
    judged.set(
      kind,
      (await judgeScreen(page)).map((fault) => `${address!.slice(demo.origin.length)} ${fault}`),
    );
    ahead.push(...(await linksOf(page)));
  }
}

test(
  'every screen can be read and used by everyone: 0 violations in both themes, 320 px, targets of 44 px, no movement',
  { timeout: 240_000 },
  async () => {
    const judged = new Map<string, string[]>();
    const { page, context } = await openWindow(browser, { javaScript: true, finger: true });
    const link = await demo.newLink();
    await walk(
      page,
      ['/login', '/reset', '/nowhere', link].map((path) => new URL(path, demo.origin).href),
      judged,
    );
    await page.goto(link);
    await page.click('main form button.p');
    await page.waitForURL(/\/studio\//);
    const studio = page.url().split('?')[0]!;
    await page.goto(`${studio}/people`);
    await page.fill('[name="email"]', 'essi@exemple.invalid');
    await page.click('form:has([name="email"]) button.p');
    const invitation = /http\S+\/invite\/[\w-]+/.exec(
      (await page.innerText('main')) +
        (await page.locator('main input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).join(' '))),
    )![0];
    await walk(
      page,
      [studio, `${studio}/more`, `${studio}/posts/new`, '/account', '/welcome', '/logout', invitation].map(
        (path) => new URL(path, demo.origin).href,
      ),
      judged,
    );
    // Only owners of an account connected by form are led there.
    await page.goto(`${studio}/channels`);
    const [channel] = (await linksOf(page)).filter((address) => /\/channels\/[0-9a-f-]{36}$/.test(address));
    // Nor is anybody led to two texts where there are none.
    await walk(page, [`${channel}/remove`, `${studio}/offline/conflicts`], judged);
    // A file with a row that is fine and one that is not.
    await page.goto(`${studio}/calendar/import`);
    const rows = 'Client;Jour;Heure;Texte\nChez Tantine Afi;;;Une idée\nPersonne;hier;;\n';
    await page.setInputFiles('[name="file"]', { name: 'décembre.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
    await page.click('form:has([name="file"]) button');
    await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
    await walk(page, [page.url(), `${studio}/calendar/fill`], judged);
    // A button of the composer leads to its crops, and the phone's share sheet to what it sent.
    await page.goto(`${studio}/library`);
    await page.locator('.planche a').first().click();
    const [post] = (await linksOf(page)).filter((address) => /\/posts\/[0-9a-f-]{36}$/.test(address));
    await walk(page, [`${post}/crop`, await share(page, studio)], judged);
    await context.close();

    // The client's side, on a browser of their own: members cannot answer there.
    const studioWindow = await openWindow(browser, { javaScript: true });
    await studioWindow.page.goto(await demo.newLink());
    await studioWindow.page.click('main form button.p');
    await studioWindow.page.waitForURL(/\/studio\//);
    await studioWindow.page.click('main a[href*="/approvals/"]');
    const door = await studioWindow.page.inputValue('#lien');
    await studioWindow.context.close();
    const client = await openWindow(browser, { javaScript: true, finger: true });
    await walk(client.page, [door], judged);
    await client.page.goto(door);
    await client.page.click('main form button.p');
    await client.page.waitForURL(/\/validate$/);
    await walk(client.page, [`${demo.origin}/validate`], judged);
    await client.context.close();

    const seen = new Set([...judged.keys()].map((kind) => kind.replace(/ \(panel\)$|preview$/, '')));
    expect(routes.map((route) => route.id).filter((id) => !seen.has(id) && ![...AT_THE_DOOR, NO_SCREEN].includes(id))).toEqual([]);
    console.log(JSON.stringify({ screens: judged.size, violations: [...judged.values()].flat().length, target: 0 }));
    expect([...judged.values()].flat()).toEqual([]);
  },
);

test('with the keyboard alone: enter, skip to the content, decide, write, plan, moderate', { timeout: 240_000 }, async () => {
  const { page, context } = await openWindow(browser, { javaScript: true });
  const keys = openKeyboard(page);
  await page.goto(await demo.newLink());
  await keys.act(/^Entrer$/);

  // The first stop of every page leads past the navigation.
  await keys.press('Tab');
  expect(await keys.focused()).toMatch(/Aller au contenu/);
  await keys.press('Enter');
  await keys.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

  // An uncertain one that no network can tell: a person says where it is.
  await keys.act(/Ayimolou du samedi/);
  await keys.goTo(/son adresse/);
  await keys.type('https://exemple.tg/ayimolou');
  await keys.act(/^Elle y est$/);
  expect(await page.innerText('.avis')).toContain('lien');
  expect(await keys.focused()).toMatch(/Fermer/);
  await keys.press('Enter');

  await keys.act(/^Composer$/);
  await keys.act(/Écrire, Chez Tantine Afi/);
  await keys.goTo(/^Titre$/);
  await keys.type('Le gboma du vendredi');
  await keys.goTo(/Texte commun/);
  await keys.type('Feuilles fraîches, crabe et fumée douce.');
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await keys.goTo(/^Jour$/);
  await keys.typeDay(day);
  await keys.goTo(/^Heure$/);
  await keys.type('0930a');
  expect([await page.inputValue('[name="day"]'), await page.inputValue('[name="hour"]')]).toEqual([day, '09:30']);
  await keys.act(/^Programmer$/);
  expect(await page.innerText('main header')).toContain('Programmé');

  await keys.act(/^Vitrine$/);
  await keys.goTo(/^Approuver$/);
  await keys.press('Enter');
  await expect.poll(() => page.locator('.avis').allInnerTexts(), { timeout: 20_000 }).toEqual([expect.stringContaining('publi')]);
  await context.close();
});
