import { expect } from 'vitest';
import type { Page } from '../palabre/window.ts';
import { press } from './import-month.ts';

/** Where the five are posted, and what one would copy there. */
export const FIVE = [
  { place: 'whatsapp_status', name: 'Statut', link: null },
  { place: 'whatsapp_channel', name: 'Chaîne', link: 'https://whatsapp.com/channel/0029' },
  { place: 'facebook_group', name: 'Groupe', link: 'https://www.facebook.com/groups/buvette/posts/1' },
  { place: 'x', name: 'Compte X', link: 'https://x.com/buvette/status/1' },
  { place: 'telegram', name: 'Canal', link: 'https://t.me/buvette/1' },
] as const;
const BRAND = 'Buvette du port';

/** A brand with five accounts chosen from the list, and one text sent to all of them now. */
export async function planFive(page: Page, studio: string, text: string): Promise<void> {
  await page.goto(`${studio}/clients/new`);
  await page.fill('[name="name"]', BRAND);
  await press(page, 'main form button.p');
  for (const { place, name } of FIVE) await addByHand(page, studio, { place, name, brand: BRAND });
  await page.goto(`${studio}/posts/new`);
  await press(page, `li:has(h2:text-is("${BRAND}")) button`);
  await page.fill('[name="text"]', text);
  await press(page, 'button[formaction="?/now"]');
}

/** An account chosen from the list of places where somebody posts by hand. */
export async function addByHand(page: Page, studio: string, account: { place: string; name: string; brand: string }): Promise<void> {
  await page.goto(`${studio}/channels/new`);
  await press(page, `a[href*="/by-hand/${account.place}"]`);
  await page.selectOption('[name="client"]', { label: account.brand });
  await page.fill('[name="name"]', account.name);
  await press(page, 'main form button.p');
  expect(await page.innerText('main')).toContain(`${account.name} est ajouté.`);
}

/** Waits until all five were given to whoever posts. */
export async function waitForRun(page: Page, studio: string, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await page.goto(`${studio}/run`);
    if ((await stepsOf(page).count()) === FIVE.length) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`after ${seconds} s the run says: ${await page.innerText('main')}`);
}

export const stepsOf = (page: Page) => page.locator('main ol > li');
export const stepOf = (page: Page, name: string) => page.locator('main ol > li', { has: page.locator('.meta', { hasText: name }) });

/** One of the three answers, with a link where one is asked for. */
export async function answer(
  page: Page,
  name: string,
  decision: 'published' | 'not_yet' | 'drop',
  link: string | null = null,
): Promise<void> {
  const step = stepOf(page, name);
  if (link !== null) await step.locator('[name="url"]').fill(link);
  await Promise.all([page.waitForEvent('load'), step.locator(`button[value="${decision}"]`).click()]);
}
