import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishMedia } from '../../src/modules/library/index.server.ts';
import { hostileFiles, TRACES } from '../hostile/uploads/files.ts';
import { faultsOfServed, handIn, type HandedIn } from '../hostile/uploads/hand-in.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { startWeb, type RunningWeb } from './palabre/web.ts';
import { openBrowser } from './palabre/window.ts';
import { openTenant, ownerOf, PASSWORD, type Tenant } from './tenants/tenant.ts';
import { openVisitor, signIn, type Visitor } from './tenants/visitor.ts';

/** T19 small: what people hand in, through the pages, then in a real browser. */
let database: TestDatabase;
let web: RunningWeb;
let tenant: Tenant;
let visitor: Visitor;
let handed: HandedIn[];
let browser: Browser;
let stranger: Server;

beforeAll(async () => {
  database = await openTestDatabase(new Date());
  web = await startWeb(database);
  tenant = await openTenant(web.house, 'GIRAFE');
  visitor = openVisitor(web.origin);
  await signIn(visitor, tenant.email, PASSWORD);
  // What opens huge is handed in beside the decoder's own tests, and by bench:chaos.
  const files = (await hostileFiles()).filter(({ what }) => !/megapixels|bomb|thousands/.test(what));
  handed = await handIn(web, visitor, tenant, files);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  stranger?.close();
  await web?.stop();
  await database?.close();
});

test('T19: each file is refused in words or written anew; nothing of what hid in it is served', async () => {
  expect(await faultsOfServed(visitor, web, handed, TRACES)).toEqual([]);
  const accepted = handed.filter(({ media }) => media !== null);
  console.log(JSON.stringify({ test: 'T19', files: handed.length, accepted: accepted.length, target: 0 }));
  expect(accepted.length).toBeGreaterThan(10);
  expect(handed.filter(({ media, status }) => media === null && (status < 400 || status >= 500)).map(({ file }) => file.what)).toEqual([]);
});

test('T19: no script runs in a browser, on any origin, however the file is shown', async () => {
  const ids = handed.flatMap(({ media }) => (media ? [media] : []));
  await web.house.store.inWorkspace(tenant.workspaceId, ownerOf(tenant), (ctx) =>
    publishMedia(
      ctx,
      ids.map(({ id }) => id),
    ),
  );
  // The full size: written by the same hand as the others (their bytes were looked at above), and the one that may stay a GIF's size.
  const paths = ids.map(({ id }) => `/media/${id}/full`);
  const page = await (await browser.newContext()).newPage();
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(`a dialog on ${page.url()}`);
    void dialog.dismiss();
  });
  const { port } = new URL(web.origin);
  for (const path of paths) for (const origin of [web.origin, `http://blog.localhost:${port}`]) await look(page, `${origin}${path}`, ran);
  // Somebody else's page that takes them for scripts, frames, objects and styles.
  stranger = createServer((_, response) => response.setHeader('content-type', 'text/html').end(pageAround(web.origin, paths)));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  await look(page, `http://localhost:${(stranger.address() as AddressInfo).port}/`, ran);
  // The library itself, with the names they came with.
  await enter(page);
  await look(page, `${web.origin}/studio/${tenant.slug}/library`, ran);
  for (const { id } of ids.slice(-2)) await look(page, `${web.origin}/studio/${tenant.slug}/library/${id}`, ran);
  expect(ran).toEqual([]);
});

/** A film may be offered as a download instead of a page: that runs nothing either. */
async function look(page: Page, address: string, ran: string[]): Promise<void> {
  await page.goto(address, { waitUntil: 'commit' }).catch((error: Error) => {
    if (!/ERR_ABORTED|Download is starting/.test(error.message)) throw error;
  });
  // Films of a page may load for ever; a script would have run by then.
  await page.waitForLoadState('load', { timeout: 2_000 }).catch(() => 'enough');
  if (await page.evaluate(() => 'ran' in globalThis)) ran.push(`a mark on ${address}`);
}

const pageAround = (origin: string, paths: readonly string[]): string =>
  paths
    .map((path) => `${origin}${path}`)
    .map(
      (url) =>
        `<script src="${url}"></script><link rel="stylesheet" href="${url}"><iframe src="${url}"></iframe><object data="${url}"></object><img src="${url}">`,
    )
    .join('\n');

async function enter(page: Page): Promise<void> {
  await page.goto(`${web.origin}/login`);
  await page.fill('[name="email"]', tenant.email);
  await page.fill('[name="password"]', PASSWORD);
  await Promise.all([page.waitForURL(/\/studio\//), page.click('form button.p')]);
}
