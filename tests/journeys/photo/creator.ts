import path from 'node:path';
import sharp from 'sharp';
import { ROOT } from '../../house/planted.ts';
import type { Scene } from '../palabre/furnished.ts';
import { PASSWORD, type Person } from '../palabre/person.ts';
import { press } from '../planning/import-month.ts';

/** Kossi, invited by link as a creator for the first client alone, joins from a phone. */
export async function joinAsCreator(scene: Scene, awa: Person, studio: string): Promise<Person> {
  await awa.page.goto(`${studio}/people`);
  await awa.page.fill('[name="email"]', 'kossi@example.com');
  await awa.page.locator('form[action*="invite"] [name="client"]').first().check();
  await press(awa.page, 'form[action*="invite"] button.p');
  const link = await awa.page.inputValue('#lien');

  const kossi = await scene.awa({ javaScript: true, phone: true });
  const { page } = kossi;
  await page.goto(link);
  await page.fill('[name="name"]', 'Kossi');
  await page.fill('[name="password"]', PASSWORD);
  await press(page, 'form[action*="signUp"] button.p');
  await page.fill('[name="email"]', 'kossi@example.com');
  await page.fill('[name="password"]', PASSWORD);
  await press(page, 'form button.p');
  await press(page, 'form[action*="join"] button.p');
  return kossi;
}

const PICTURES = path.join(ROOT, 'src', 'wiring', 'demo', 'pictures');

/** The dish on yellow at the left, the fish on blue at the right, so that a crop tells which half it kept. */
export async function dishAndFish(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const [dish, fish] = await Promise.all(
    ['plat.svg', 'poisson.svg'].map((name) => sharp(path.join(PICTURES, name)).resize(800).toBuffer()),
  );
  const buffer = await sharp({ create: { width: 1_600, height: 800, channels: 3, background: '#fff' } })
    .composite([
      { input: dish, left: 0, top: 0 },
      { input: fish, left: 800, top: 0 },
    ])
    .jpeg()
    .toBuffer();
  return { name: 'table.jpg', mimeType: 'image/jpeg', buffer };
}

/** Of a picture on a page: whether it is as wide as high, and on blue. */
export async function isFishAlone(address: URL): Promise<boolean> {
  const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
  const { width, height } = await sharp(bytes).metadata();
  const { dominant } = await sharp(bytes).stats();
  return width === height && dominant.b > dominant.r;
}

/** The seal of the composer says that the server has everything. */
export const waitUntilKept = ({ page }: Pick<Person, 'page'>): Promise<void> =>
  page.locator('.sceau .sync', { hasText: 'À jour' }).waitFor();
