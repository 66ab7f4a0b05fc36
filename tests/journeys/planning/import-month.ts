import { expect } from 'vitest';
import type { Page } from '../palabre/window.ts';
import { BRANDS, monthFile, nextMonth } from './month-file.ts';

/** Presses a button and waits for the page that answers. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()]);
}

/** The brands of the file, but those that are there. */
export async function addBrands(page: Page, studio: string): Promise<void> {
  for (const name of BRANDS) {
    await page.goto(`${studio}/clients/new`);
    await page.fill('[name="name"]', name);
    await press(page, 'main form button.p');
  }
}

/** Hands in the month, sees what is wrong row by row, and mends it on the page; nothing is created meanwhile. */
export async function bringMonth(page: Page, studio: string, look: (name: string) => Promise<void> = async () => undefined): Promise<void> {
  await page.goto(`${studio}/calendar`);
  await press(page, 'a[href$="/calendar/import"]');
  await page.setInputFiles('[name="file"]', monthFile());
  await press(page, 'form:has([name="file"]) button');
  expect(await page.innerText('main header')).toMatch(/17 lignes sont prêtes, 3 sont à corriger\. Rien n’est créé/);
  expect(await page.locator('fieldset legend').allInnerTexts()).toEqual(['Ligne 4', 'Ligne 11', 'Ligne 19']);
  const said = (await page.locator('.erreur').allInnerTexts()).join('\n');
  for (const words of ['Aucun de vos clients', 'n’est pas un jour', 'Le texte est vide']) expect(said).toContain(words);
  await look('import');
  await page.fill('[name="4.client"]', BRANDS[0]);
  await page.fill('[name="11.day"]', `28/${nextMonth().slice(5)}/${nextMonth().slice(0, 4)}`);
  await press(page, 'main form button:not([formaction])');
  expect(await page.innerText('main header')).toMatch(/19 lignes sont prêtes, 1 est à corriger/);
  // What is typed last counts too, whichever button is pressed.
  await page.fill('[name="19.text"]', 'Nous ouvrons à sept heures.');
  await press(page, 'button[formaction*="create"]');
  expect(await page.innerText('main')).toContain('20 contenus importés.');
}

/** How many posts the month holds, as the calendar says it. */
export async function countMonth(page: Page, studio: string): Promise<number> {
  await page.goto(`${studio}/calendar?month=${nextMonth()}`);
  return Number(/· (\d+) contenus?/.exec(await page.innerText('main header'))?.[1]);
}

/** One act takes the whole back. @returns what the page says of it */
export async function undoMonth(page: Page, studio: string): Promise<string> {
  await page.goto(`${studio}/calendar/import`);
  await press(page, 'main .lignes a');
  await press(page, 'form[action="?/undo"] button');
  return page.innerText('main .note.bon');
}
