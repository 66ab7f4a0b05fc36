import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listKept, openDevice, sealOf, waitForSeal, waitUntilOnDevice } from './offline/device.ts';
import { planFive, waitUntilGiven } from './offline/run-of-five.ts';
import { beginDraft, expectNothingKept, writeThere } from './offline/two-devices.ts';
import { openScene, type Scene } from './palabre/furnished.ts';
import { takeScreens } from './planning/take-screens.ts';

const PICTURE = readFileSync(path.join(import.meta.dirname, 'tenants', 'picture.png'));
const LINK = 'https://www.facebook.com/carnet/posts/';

let scene: Scene;
let studio: string;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene?.close());

test(
  'without a network: five posts are published by hand on a phone, and what she said of them arrives once',
  { timeout: 180_000 },
  async () => {
    const first = await scene.awa({ javaScript: true });
    await first.setUp(await scene.palabre.setUpLink());
    studio = first.studio();
    const five = await planFive(scene, PICTURE);
    const awa = await openDevice(scene, studio, { phone: true });
    const { page } = awa;
    await waitUntilGiven(five);
    await page.goto(`${studio}/run`);
    await waitUntilOnDevice(page, `${new URL(studio).pathname}/run`);
    await expect.poll(async () => (await listKept(page)).filter((one) => one.startsWith('/media/')).length, { timeout: 15_000 }).toBe(1);

    // Pages for such moments and what they are made of; no answer of a program, no link of a client, no other page.
    const allowed =
      /^\/(who|_app\/immutable\/.*|islands\/.*|icons\.svg|networks\.svg|icon\.svg|media\/[^/]+\/light|studio\/[^/]+(\/(run|offline|more))?)$/;
    expect((await listKept(page)).filter((one) => !allowed.test(one))).toEqual([]);

    await awa.cut(true);
    await page.goto(`${studio}/run`);
    expect(await page.locator('ol > li').count()).toBe(5);
    expect(await sealOf(page)).toMatch(/^Hors ligne depuis \d+\s?h/);
    expect(await page.locator('textarea[readonly]').first().inputValue()).toBe('Ce matin, le pain sort à 6 h.');
    await page.locator('button[data-copy]').first().click();
    await page
      .locator('button[data-copy]', { hasText: /Copié|Sélectionné/ })
      .first()
      .waitFor();
    // The picture comes from the phone itself.
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').first().click()]);
    expect(saved.suggestedFilename()).toMatch(/\.(webp|jpg|png)$/);

    const steps = page.locator('ol > li');
    const answer = async (n: number, word: string, link?: string): Promise<void> => {
      const step = steps.nth(n);
      if (link !== undefined) await step.locator('[name="url"]').fill(link);
      await step.locator('button', { hasText: word }).click();
    };
    // Without the address nothing is noted.
    await answer(0, 'C’est en ligne', '');
    expect(await steps.nth(0).locator('[data-kept-answer]').isHidden()).toBe(true);
    for (const n of [0, 1]) await answer(n, 'C’est en ligne', `${LINK}${n}`);
    await answer(2, 'Pas encore');
    await answer(3, 'C’est en ligne');
    await answer(4, 'Annulé');
    await steps.nth(4).locator('[data-kept-answer]:visible').waitFor();
    await page.goto(`${studio}/run`);
    await expect.poll(() => page.locator('[data-kept-answer]:visible').count()).toBe(5);
    expect(await page.locator('form[data-answer]:visible').count()).toBe(0);
    await takeScreens(page, 'offline-run', 'ol > li:first-child .dire');
    expect(await five.countDecisions()).toBe(0);

    await awa.cut(false);
    await expect
      .poll(five.states, { timeout: 30_000, interval: 500 })
      .toEqual(['PUBLISHED', 'PUBLISHED', 'WAITING', 'PUBLISHED', 'CANCELLED']);
    await waitForSeal(page, /^À jour$/);
    await page.goto(`${studio}/offline`);
    await page.waitForTimeout(3_000);
    expect(await five.countDecisions()).toBe(5);
    expect(await page.locator('.ennui').count()).toBe(0);
    await five.close();
  },
);

test(
  'without a network: a page cut off before what synchronises it came does not say « À jour », and finds its way when the line is back',
  { timeout: 60_000 },
  async () => {
    const awa = await scene.awa({ javaScript: true });
    await awa.signIn(studio);
    const { page } = awa;
    const context = page.context();
    await context.route('**/islands/sync.js*', (route) => route.abort());
    await page.goto(`${studio}/clients`);
    await waitForSeal(page, /^Hors ligne depuis \d+\s?h/);
    await context.unroute('**/islands/sync.js*');
    await context.setOffline(true);
    await Promise.all([page.waitForResponse(/\/offline\/sync$/), context.setOffline(false)]);
    await waitForSeal(page, /^À jour$/);
    await context.close();
  },
);

test(
  'without a network: what was typed in the composer as it went away is in the notebook, and arrives from there',
  { timeout: 120_000 },
  async () => {
    const draft = await beginDraft(scene, 'Le four', 'Le four est chaud.');
    const awa = await openDevice(scene, studio, { phone: true });
    const context = awa.page.context();
    await awa.page.goto(`${studio}/offline`);
    await waitUntilOnDevice(awa.page, `${new URL(studio).pathname}/offline`);
    await awa.page.goto(`${studio}/posts/${draft.id}`);
    await awa.page.locator('#ilot [name="text"]').waitFor();
    await awa.page.waitForLoadState('networkidle');
    await awa.cut(true);
    await awa.page.fill('[name="text"]', 'Le four est chaud, le pain sort à 6 h.');
    await waitForSeal(awa.page, /^Hors ligne/);
    await awa.page.close();
    const again = await context.newPage();
    await again.goto(`${studio}/posts/${draft.id}`);
    await expect.poll(() => again.inputValue('#texte')).toBe('Le four est chaud, le pain sort à 6 h.');
    await awa.cut(false);
    await expect.poll(async () => (await draft.read()).text, { timeout: 30_000 }).toBe('Le four est chaud, le pain sort à 6 h.');
    await draft.close();
    await context.close();
  },
);

test(
  'without a network: a picture and what is asked of the client wait on the device, outlive its tab, and are checked as they arrive',
  { timeout: 180_000 },
  async () => {
    const draft = await beginDraft(scene, 'Le poisson', 'Le poisson arrive à midi.');
    const awa = await openDevice(scene, studio, { phone: true });
    const context = awa.page.context();
    const post = `${studio}/posts/${draft.id}`;
    await awa.page.goto(`${studio}/offline`);
    await waitUntilOnDevice(awa.page, `${new URL(studio).pathname}/offline`);
    await awa.page.locator('.ag', { hasText: 'Le poisson' }).waitFor();
    await awa.cut(true);
    await awa.page.goto(post);
    await awa.page.fill('#jour', new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
    await awa.page.fill('#heure', '12:00');
    await awa.page.locator('.meta .sync.attente').waitFor();
    await awa.page.setInputFiles('input[type="file"]', { name: 'marche.png', mimeType: 'image/png', buffer: PICTURE });
    await awa.page.locator('section li', { hasText: 'marche.png' }).waitFor();
    await awa.page.click('text=Demander l’accord du client');
    await awa.page.locator('[role="status"]', { hasText: 'Accord demandé' }).waitFor();
    await awa.page.close();

    // The line comes back to a tab that dies with the picture on its way: it is sent again, and is there once.
    const dying = await context.newPage();
    await dying.goto(`${studio}/offline`);
    await dying.locator('.lignes li', { hasText: 'marche.png' }).waitFor();
    await takeScreens(dying, 'offline-picture');
    const leaving = dying.waitForRequest(/library\/upload/);
    await awa.cut(false);
    await leaving;
    await dying.close();
    const again = await context.newPage();
    await again.goto(`${studio}/offline`);
    await waitForSeal(again, /^À jour$/);
    await expect.poll(async () => (await draft.read()).mediaIds.length, { timeout: 30_000 }).toBe(1);
    await expect.poll(draft.countAsked, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => again.locator('.attend').count()).toBe(0);
    expect(await again.locator('.ennui').count()).toBe(0);

    // Nobody signs out without a network, and she is told rather than shown the browser's own page.
    await again.goto(`${studio}/more`);
    await awa.cut(true);
    await waitForSeal(again, /^Hors ligne/);
    await again.click('main form[action="/logout"] button');
    await again.locator('[role="alert"]', { hasText: 'se déconnecter' }).waitFor();

    // Asked again without a network, changed by somebody meanwhile: the client is shown nothing, and she is told.
    await again.goto(post);
    await again.click('text=Demander l’accord du client');
    await again.locator('[role="status"]', { hasText: 'Accord demandé' }).waitFor();
    await draft.change('Le poisson n’arrive pas.');
    await again.goto(`${studio}/offline`);
    await awa.cut(false);
    await again.locator('.ennui', { hasText: 'a changé depuis' }).waitFor({ timeout: 30_000 });
    expect(await draft.countAsked()).toBe(1);

    // What the library refuses holds back what was asked of its post, and signing out names both.
    await again.goto(`${studio}/offline?post=${draft.id}`);
    await awa.cut(true);
    await again.setInputFiles('input[type="file"]', { name: 'dessin.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
    await again.locator('section li', { hasText: 'dessin.svg' }).waitFor();
    await again.click('text=Demander l’accord du client');
    await again.locator('[role="status"]', { hasText: 'Accord demandé' }).waitFor();
    await again.goto(`${studio}/offline`);
    await awa.cut(false);
    await again.locator('.ennui', { hasText: 'n’a pas été accepté' }).waitFor({ timeout: 30_000 });
    expect(await draft.countAsked()).toBe(1);
    await again.goto(`${studio}/more`);
    await again.click('main form[action="/logout"] button');
    await again.locator('[data-lost] li', { hasText: 'dessin.svg' }).waitFor();
    expect(await again.locator('[data-lost] li').allInnerTexts()).toContain('Le poisson');
    await draft.close();
    await context.close();
  },
);

test(
  'without a network: two devices write in one post, both texts are kept, and one is chosen without scripts',
  { timeout: 240_000 },
  async () => {
    const draft = await beginDraft(scene, 'Le marché', 'Le marché ouvre à 6 h.');
    const phone = await openDevice(scene, studio, { phone: true });
    const desk = await openDevice(scene, studio, { phone: false });
    for (const { page } of [phone, desk]) {
      await page.goto(`${studio}/offline`);
      await waitUntilOnDevice(page, `${new URL(studio).pathname}/offline`);
      await page.locator('.ag', { hasText: 'Le marché' }).waitFor();
    }
    await phone.cut(true);
    await desk.cut(true);
    // The composer's own address: without a network it is the notebook.
    await phone.page.goto(`${studio}/posts/${draft.id}`);
    await writeThere(phone.page, '#texte', 'Le marché ouvre à 5 h, disent les marchandes.');
    await desk.page.goto(`${studio}/posts/${draft.id}`);
    await writeThere(desk.page, '#texte', 'Le marché n’ouvre pas lundi.');
    await writeThere(desk.page, '#titre', 'Lundi');
    await desk.page.goto(`${studio}/calendar`);
    await waitForSeal(desk.page, /^Hors ligne depuis/);
    await desk.page.locator('.ag', { hasText: 'Lundi' }).waitFor();
    await takeScreens(desk.page, 'offline-notebook');

    await phone.cut(false);
    await expect.poll(async () => (await draft.read()).text, { timeout: 30_000 }).toBe('Le marché ouvre à 5 h, disent les marchandes.');
    await desk.cut(false);
    await desk.page.locator('.note.attention a', { hasText: 'Deux textes' }).waitFor({ timeout: 30_000 });
    // Different fields: both are in the post.
    expect(await draft.read()).toMatchObject({ title: 'Lundi', text: 'Le marché ouvre à 5 h, disent les marchandes.' });

    const bare = await scene.awa({ javaScript: false, phone: true });
    await bare.signIn(studio);
    await bare.page.goto(`${studio}/offline/conflicts`);
    expect(await bare.page.locator('.dit').allInnerTexts()).toEqual([
      'Le marché ouvre à 5 h, disent les marchandes.',
      'Le marché n’ouvre pas lundi.',
    ]);
    await takeScreens(bare.page, 'offline-conflict');
    await bare.page.click('button[value="ours"]');
    await bare.page.locator('.avis').waitFor();
    expect(await draft.read()).toMatchObject({ text: 'Le marché n’ouvre pas lundi.' });

    // Asked to leave without a network, changed by somebody meanwhile: nothing leaves, and she is told.
    await phone.page.goto(`${studio}/offline`);
    await phone.page.locator('.ag', { hasText: 'Lundi' }).waitFor({ timeout: 30_000 });
    await phone.cut(true);
    await phone.page.goto(`${studio}/posts/${draft.id}`);
    await phone.page.fill('#jour', new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
    await phone.page.fill('#heure', '12:00');
    await phone.page.waitForTimeout(600);
    await phone.page.click('text=Demander la programmation');
    await phone.page.locator('[role="status"]', { hasText: 'Programmation demandée' }).waitFor();
    await draft.change('Le marché est fermé.');
    await phone.page.goto(`${studio}/offline`);
    await phone.cut(false);
    await phone.page.locator('.ennui', { hasText: 'a changé depuis' }).waitFor({ timeout: 30_000 });
    expect(await draft.countPublications()).toBe(0);
    await draft.close();

    // Leaving names what would be lost, and then nothing stays on the phone.
    await phone.page.goto(`${studio}/more`);
    await phone.page.click('main form[action="/logout"] button');
    await phone.page.locator('[data-lost] li', { hasText: 'Lundi' }).waitFor();
    await takeScreens(phone.page, 'offline-leave');
    await phone.page.click('text=Se déconnecter et les perdre');
    await phone.page.waitForURL(/\/login/);
    await expectNothingKept(phone.page);
  },
);
