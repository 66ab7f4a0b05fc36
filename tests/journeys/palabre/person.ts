import { expect } from 'vitest';
import { handleOf, passwordOf, webhookSecretOf, type Fakenet } from '../../worlds/fakenet/index.ts';
import type { Page } from './window.ts';

export const PASSWORD = 'le-marche-de-Lome-ouvre-a-6h';

/** The page of the new channel; with JavaScript the word of success leaves the address once it was shown. */
const CONNECTED = /\/channels\/[0-9a-f-]{36}(\?|$)/;

/** What a community manager does with a browser. The same steps with and without JavaScript. */
export interface Person {
  page: Page;
  /** `/studio/<workspace>` once she is in. */
  studio(): string;
  setUp(link: string): Promise<void>;
  /** At another window. @param studio from the first one */
  signIn(studio: string): Promise<void>;
  connectMastodonByHerself(): Promise<void>;
  connectBluesky(): Promise<void>;
  connectWordpress(): Promise<void>;
  connectWebhook(): Promise<void>;
  /** Opens a new post of her own brand, all accounts chosen, and writes. */
  write(title: string, text: string): Promise<void>;
  /** Plans what is open. @param at an instant; its minute is what is typed, on the clock of Lomé (UTC) */
  plan(at: Date): Promise<void>;
  publishNow(): Promise<void>;
  /** The words beside the signs of the open post, one per account. */
  signs(): Promise<string[]>;
}

/** @param submit presses a button and waits for the page that answers */
export function openPerson(page: Page, net: Fakenet, origin: string): Person {
  let studio = '';
  const press = async (selector: string): Promise<void> => {
    const button = page.locator(selector).first();
    await Promise.all([
      page.waitForLoadState('load'),
      page.waitForResponse((answer) => answer.request().isNavigationRequest() || answer.request().method() === 'POST'),
      button.click(),
    ]);
    await page.waitForLoadState('load');
    const refused = page.locator('.erreur[role="alert"]');
    if (await refused.count()) throw new Error(`${page.url()} says: ${(await refused.allTextContents()).join(' | ')}`);
  };
  const paste = async (network: string, fields: Record<string, string>): Promise<void> => {
    await page.goto(`${studio}/channels/new/${network}`);
    for (const [name, value] of Object.entries(fields)) await page.fill(`form[action*="paste"] [name="${name}"]`, value);
    await press('form[action*="paste"] button:not([type="button"])');
    expect(page.url()).toMatch(CONNECTED);
  };
  const awa = net.accounts[0]!;

  return {
    page,
    studio: () => studio,
    setUp: async (link) => {
      await page.goto(link);
      await page.fill('[name="name"]', 'Awa Mensah');
      await page.fill('[name="email"]', 'awa@example.com');
      await page.fill('[name="password"]', PASSWORD);
      await page.fill('[name="workspace"]', 'Atelier Awa');
      await page.selectOption('[name="country"]', 'TG');
      await press('main form button:not([type="button"]), form button.p');
      studio = `${origin}${/\/studio\/[^/?]+/.exec(new URL(page.url()).pathname)?.[0] ?? `/nowhere (${page.url()})`}`;
    },
    signIn: async (address) => {
      await page.goto(`${origin}/login`);
      await page.fill('[name="email"]', 'awa@example.com');
      await page.fill('[name="password"]', PASSWORD);
      await press('form button.p');
      studio = address;
    },
    connectMastodonByHerself: async () => {
      await page.goto(`${studio}/channels/new/mastodon`);
      await page.fill('form[action*="authorize"] [name="address"]', net.addresses.mastodon);
      await press('form[action*="authorize"] button:not([type="button"])');
      await page.click(`a[href^="${net.addresses.mastodon}"]`);
      await page.click(`button[value="${awa.name}"]`);
      await page.waitForURL(CONNECTED);
    },
    connectBluesky: () => paste('bluesky', { handle: handleOf(awa), password: passwordOf(awa), address: net.addresses.bluesky }),
    connectWordpress: () => paste('wordpress', { address: net.addresses.wordpress, user: awa.name, password: passwordOf(awa) }),
    connectWebhook: () => paste('webhook', { address: `${net.addresses.webhook}/hooks/${awa.name}`, secret: webhookSecretOf(awa) }),
    write: async (title, text) => {
      await page.goto(`${studio}/posts/new`);
      await press('form:has([name="client"]) button');
      await page.fill('[name="title"]', title);
      await page.fill('[name="text"]', text);
    },
    plan: async (at) => {
      const wall = at.toISOString();
      await page.fill('[name="day"]', wall.slice(0, 10));
      await page.fill('[name="hour"]', wall.slice(11, 16));
      await press('button[formaction="?/plan"]:not([name])');
    },
    publishNow: async () => {
      await press('button[formaction="?/now"]');
    },
    signs: async () => {
      await page.reload();
      return page.locator('a[href*="/publications/"]').allInnerTexts();
    },
  };
}
