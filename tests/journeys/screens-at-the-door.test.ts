import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listClients } from '../../src/modules/clients/index.server.ts';
import { findAccount, listWorkspaces, makeResetLink, renewSetupLink } from '../../src/modules/team/index.server.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { startFakenet, type Fakenet } from '../worlds/fakenet/index.ts';
import { codeFor } from '../worlds/one-time-code.ts';
import { mailAddressLetter } from './palabre/address-letter.ts';
import { openPerson, PASSWORD } from './palabre/person.ts';
import { startWeb, type RunningWeb } from './palabre/web.ts';
import { openBrowser, openWindow, type Page } from './palabre/window.ts';
import { AT_THE_DOOR, type AtTheDoor } from './screens/at-the-door.ts';
import { judgeScreen } from './screens/judge-screen.ts';

let database: TestDatabase;
let net: Fakenet;
let web: RunningWeb;
let browser: Browser;
beforeAll(async () => {
  database = await openTestDatabase();
  net = await startFakenet({ networks: ['mastodon', 'bluesky'] });
  web = await startWeb(database, { PALABRE_ALLOW_HOSTS: net.hosts.join(',') });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await web?.stop();
  await net?.stop();
  await database?.close();
});

/** Judges what the page shows, and notes which screen that was. */
function openJudge(page: Page) {
  const faults: string[] = [];
  const seen = new Set<AtTheDoor>();
  return {
    faults,
    seen,
    judge: async (screen: AtTheDoor | null, state = ''): Promise<void> => {
      if (screen) seen.add(screen);
      const where = `${new URL(page.url()).pathname} ${state}`;
      faults.push(...(await judgeScreen(page)).map((fault) => `${where} ${fault}`));
    },
  };
}

test('the door and the accounts of networks can be read and used by everyone too', { timeout: 240_000 }, async () => {
  const { page, context } = await openWindow(browser, { javaScript: true, finger: true });
  const { faults, seen, judge } = openJudge(page);
  const awa = openPerson(page, net, web.origin);
  const press = (selector: string) => Promise.all([page.waitForEvent('load'), page.click(selector)]);

  await page.goto(web.origin);
  await judge('/');
  const link = `${web.origin}/setup/${await renewSetupLink(web.house)}`;
  await page.goto(link);
  await judge('/setup/[token]');
  await awa.setUp(link);

  for (const network of ['webhook', 'wordpress', 'bluesky', 'mastodon']) {
    await page.goto(`${awa.studio()}/channels/new/${network}`);
    await judge('/(studio)/studio/[workspace]/channels/new/[network]');
  }
  await page.fill('form[action*="authorize"] [name="address"]', 'nulle part');
  await page.click('form[action*="authorize"] button:not([type="button"])');
  await page.waitForSelector('.erreur');
  await judge('/(studio)/studio/[workspace]/channels/new/[network]', 'refused');
  await page.fill('form[action*="authorize"] [name="address"]', net.addresses.mastodon);
  await page.click('form[action*="authorize"] button:not([type="button"])');
  await page.waitForURL(/\/channels\/connect$/);
  await judge('/(studio)/studio/[workspace]/channels/connect');
  await page.goto(`${awa.studio()}/channels/connect/back`);
  await judge('/(studio)/studio/[workspace]/channels/connect/back');
  await awa.connectMastodonByHerself();
  await page.goto(`${page.url().split('?')[0]}/reconnect`);
  await judge('/(studio)/studio/[workspace]/channels/[channel]/reconnect');

  await page.goto(`${web.origin}/account/address/a-link`);
  await judge('/account/address/[token]');
  await page.goto(`${web.origin}/account/second-factor`);
  await page.fill('[name="password"]', PASSWORD);
  await press('main form button.p');
  await judge(null, 'secret shown');
  await page.fill('[name="code"]', codeFor(await page.inputValue('[name="uri"]')));
  await press('main form button.p');
  await judge(null, 'backup codes');
  const backup = await page.innerText('.codes code');

  await context.clearCookies();
  await page.goto(`${web.origin}/login`);
  await page.fill('[name="email"]', 'awa@example.com');
  await page.fill('[name="password"]', PASSWORD);
  await press('main form button.p');
  await judge('/login/code');
  await page.fill('[name="code"]', 'wrong');
  await press('main form button.p');
  await judge('/login/code', 'refused');
  await page.fill('[name="code"]', backup);
  await press('main form button.p');
  expect(page.url()).toContain('/studio/');

  const operator = { kind: 'system', name: 'cli' } as const;
  const { workspaceId } = (await listWorkspaces(web.house))[0]!;
  const { id: clientId } = (await web.house.store.inWorkspace(workspaceId, operator, (ctx) => listClients(ctx)))[0]!;
  await page.goto(web.origin + (await mailAddressLetter(web.house, operator, workspaceId, clientId)));
  await judge('/(client)/validate/[token]/address');
  await press('main form button.p');
  await judge('/(client)/validate/[token]/address', 'verified');

  await context.clearCookies();
  const { userId } = (await findAccount(web.house, 'awa@example.com'))!;
  await page.goto(`${web.origin}/reset/${await makeResetLink(web.house, userId, 24)}`);
  await judge('/reset/[token]');
  await context.close();

  expect([...seen].sort()).toEqual([...AT_THE_DOOR].sort());
  expect(faults).toEqual([]);
});
