import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from './palabre/furnished.ts';
import { addBrands, bringMonth, countMonth, press, undoMonth } from './planning/import-month.ts';
import { handOver } from './photo/hand-over.ts';
import { dishAndFish, isFishAlone, joinAsCreator, waitUntilKept } from './photo/creator.ts';
import { nextMonth } from './planning/month-file.ts';
import { addByHand } from './planning/run-by-hand.ts';
import { takeScreens } from './planning/take-screens.ts';
import { judgePost, NOTHING_WRONG, waitUntilSaid, waitUntilVisible } from './palabre/live.ts';

const PICTURE = path.join(import.meta.dirname, 'tenants', 'picture.png');

let scene: Scene;
/** `/studio/<workspace>`, once she is in. */
let studio: string;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene?.close());

test(
  'with JavaScript: what was typed survives a killed tab, then goes live once everywhere, with its picture',
  { timeout: 400_000 },
  async () => {
    const awa = await scene.awa({ javaScript: true });
    await awa.setUp(await scene.palabre.setUpLink());
    studio = awa.studio();
    await awa.connectMastodonByHerself();
    await awa.connectBluesky();
    await awa.connectWordpress();

    const marker = 'poisson-braisé';
    await awa.write('Le plat du jour', 'Riz au gras, ');
    const address = awa.page.url().split('?')[0]!;
    await awa.page.locator('[name="text"]').pressSequentially(marker, { delay: 20 });
    await awa.page.waitForTimeout(5_000);

    // The tab dies at once, as when a phone's battery does: no unload, no last word, and nobody pressed “save”.
    const tab = await awa.page.context().newCDPSession(awa.page);
    const crashed = awa.page.waitForEvent('crash');
    void tab.send('Page.crash').catch(() => null);
    await crashed;

    const again = await scene.awa({ javaScript: true });
    await again.signIn(studio);
    await again.page.goto(address);
    await expect.poll(() => again.page.inputValue('[name="text"]'), { timeout: 15_000 }).toBe(`Riz au gras, ${marker}`);
    // A picture joins it; what it costs those who look at it is said before it leaves.
    await again.page.setInputFiles('input[type="file"]', PICTURE);
    await again.page.getByLabel('Ce que montre l’image').fill('Une assiette de riz');
    await expect
      .poll(() => again.page.getByRole('group', { name: 'Poids pour le public' }).innerText())
      .toMatch(/Envoyée[^]*FCFA de données/);
    await again.publishNow();
    await waitUntilVisible(scene.net, ['mastodon', 'bluesky', 'wordpress'], marker, 120);
    await waitUntilSaid(again, /En ligne/, 90);
    expect(await judgePost(scene.net, again, marker)).toEqual(NOTHING_WRONG);
    expect(scene.net.visible().filter((one) => one.media === 0)).toEqual([]);
  },
);

test(
  'with JavaScript: photos leave as they are chosen, a file that cannot be one says why and stops no other',
  { timeout: 120_000 },
  async () => {
    const awa = await scene.awa({ javaScript: true });
    await awa.signIn(studio);
    const photo = (name: string, background: string) =>
      sharp({ create: { width: 640, height: 480, channels: 3, background } })
        .jpeg()
        .toBuffer()
        .then((buffer) => ({ name, mimeType: 'image/jpeg', buffer }));
    const photos = await Promise.all([photo('riz.jpg', '#b5651d'), photo('poisson.jpg', '#1f6feb')]);
    const note = { name: 'note.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<!doctype html><p>une page</p>') };

    await awa.page.goto(`${awa.studio()}/library`);
    await awa.page.click('summary:has-text("Ajouter")');
    // What sends comes with the first file. The line is cut just then: it is said, and nothing is lost.
    await awa.page.context().setOffline(true);
    await awa.page.setInputFiles('input[type="file"]', photos.slice(0, 1));
    await awa.page.locator('.erreur', { hasText: /riz\.jpg\. Le fichier est toujours sur votre appareil/ }).waitFor();
    await awa.page.context().setOffline(false);
    await awa.page.setInputFiles('input[type="file"]', [note, ...photos]);
    await awa.page.locator('a', { hasText: 'Les voir' }).waitFor();
    expect(await awa.page.locator('.erreur').allInnerTexts()).toEqual([expect.stringMatching(/^note\.jpg.*Ce fichier est une page web/)]);
    await awa.page.click('text=Les voir');
    // With the one of the plate.
    expect(await awa.page.locator('.planche li').count()).toBe(3);
    expect(await awa.page.locator('.avis').innerText()).toContain('2 fichiers ajoutés');
  },
);

test(
  'with JavaScript: kept words go where the caret is, typography is offered and taken back, a check is mended in one tap, previews follow',
  { timeout: 120_000 },
  async () => {
    const awa = await scene.awa({ javaScript: true });
    await awa.signIn(studio);
    const { page } = awa;
    await awa.write('Midi', 'Midi ');
    await page.waitForTimeout(2_000);
    const post = page.url().split('?')[0]!;
    await page.goto(`${await page.locator('#inserer a').evaluate((link) => (link as HTMLAnchorElement).href)}`);
    await page.fill('#new-mention-name', 'Kodjo');
    await page.fill('[name="handle.bluesky"]', 'kodjo.bsky.example');
    await page.click('form:has(#new-mention-name) button');
    await page.locator('.note.bon').waitFor();

    // On a slow line one writes before the script is there.
    const written = Promise.withResolvers<void>();
    await page.route('**/islands/composer-*.js', async (route) => {
      await written.promise;
      await route.continue();
    });
    await page.goto(post, { waitUntil: 'commit' });
    await page.locator('#texte').press('Control+End');
    await page.keyboard.type('chez ');
    written.resolve();
    await page.waitForLoadState('load');
    await page.unrouteAll();
    await page.click('#inserer summary');
    await page.click('#inserer button:has-text("Kodjo")');
    await page.keyboard.type(" : l'ablo !");
    expect(await page.inputValue('#texte')).toBe("Midi chez @[Kodjo] : l'ablo !");
    await page.click('text=Typographie française');
    await page.click('text=Appliquer');
    expect(await page.inputValue('#texte')).toBe('Midi chez @[Kodjo]\u202f: l’ablo\u202f!');
    await page.click('#typographie >> text=Annuler');
    expect(await page.inputValue('#texte')).toBe("Midi chez @[Kodjo] : l'ablo !");

    const bluesky = page.locator('figure', { hasText: 'Bluesky' });
    expect(await bluesky.innerText()).toContain('@kodjo.bsky.example');
    await page.locator('#texte').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(` ${'Le bar arrive du port à sept heures. '.repeat(9)}`);
    await page.click('.ctrl li.piment button:has-text("fil de 2")');
    expect(await bluesky.locator('.suite').count()).toBe(1);
    expect(await page.locator('.ctrl .piment').count()).toBe(0);
    await page.click('.onglets a:has-text("Bluesky")');
    expect(await page.locator('.panneau:not(.replie) textarea').count()).toBe(2);
    await waitUntilKept(awa);

    // In another window somebody gives it an hour; taken whole, that writing brings it, and what happens when late.
    const other = await page.context().newPage();
    await other.goto(post);
    await other.click('.retard summary');
    await other.selectOption('#retard', 'publish');
    await other.fill('#jour', '2030-03-01');
    await other.fill('#heure', '10:30');
    await waitUntilKept({ page: other });
    await other.close();
    await page.click('.retard summary');
    for (const late of ['publish', 'drop']) await page.selectOption('#retard', late);
    await page.fill('#heure', '08:00');
    await page.click('text=Prendre l’autre');
    expect(await Promise.all(['#jour', '#heure', '#retard'].map((field) => page.inputValue(field)))).toEqual([
      '2030-03-01',
      '10:30',
      'publish',
    ]);
  },
);

test(
  'with JavaScript: the month of five brands comes from a file, one post moves by keyboard, one by mouse, and the rest is undone',
  { timeout: 180_000 },
  async () => {
    const awa = await scene.awa({ javaScript: true });
    const { page } = awa;
    await awa.signIn(studio);
    await addBrands(page, studio);
    await bringMonth(page, studio, (name) => takeScreens(page, name));
    expect(await countMonth(page, studio)).toBe(20);
    await takeScreens(page, 'month');

    const post = (name: string) => page.locator('.cal [data-post]', { hasText: name });
    /** The first post of that name goes from a day of the month to the next, by whatever way. */
    const moves = async (name: string, from: string, to: string, move: () => Promise<void>): Promise<void> => {
      const days = () => post(name).evaluateAll((all) => all.map((one) => one.closest<HTMLElement>('td')!.dataset.day!.slice(-2)));
      expect((await days())[0]).toBe(from);
      await Promise.all([page.waitForEvent('load'), move()]);
      expect(await page.innerText('.avis')).toContain('Contenu déplacé.');
      expect(await days()).not.toContain(from);
      expect(await days()).toContain(to);
    };
    await post('Le plat du jeudi').first().focus();
    await moves('Le plat du jeudi', '03', '04', async () => {
      for (const key of ['d', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    });
    // What is opened takes the focus, and gives it back to the post it came from.
    const chosen = post('Le plat du jeudi').first();
    const address = await chosen.evaluate((one) => one.id);
    await chosen.focus();
    for (const [key, focused] of [
      ['Enter', 'volet'],
      ['Escape', address],
    ] as const) {
      await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(focused);
    }
    // The window is lower than the month: held at its edge, what is dragged takes the page along.
    await page.setViewportSize({ width: 1280, height: 500 });
    const held = post('La question du samedi').first();
    await held.evaluate((one) => one.scrollIntoView({ block: 'center' }));
    const from = (await held.boundingBox())!;
    const later = page.locator(`.cal td[data-day="${nextMonth()}-27"]`);
    await moves('La question du samedi', '15', '27', async () => {
      await page.mouse.move(from.x + 10, from.y + 5);
      await page.mouse.down();
      await page.mouse.move(from.x + 10, 490, { steps: 12 });
      await expect.poll(() => later.evaluate((day) => day.getBoundingClientRect().bottom), { timeout: 5_000 }).toBeLessThan(430);
      // Off the edge it stands still: only then is a day where it is seen.
      await page.mouse.move(from.x + 10, 250, { steps: 4 });
      await later.scrollIntoViewIfNeeded();
      const to = (await later.boundingBox())!;
      await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
      await page.mouse.up();
    });
    await page.setViewportSize({ width: 1280, height: 900 });

    // What is said every week is said once, then repeats.
    await page.goto(`${studio}/calendar?month=${nextMonth()}`);
    await press(page, '.cal [data-post]:has-text("Dans l’atelier")');
    await press(page, '#volet a.b.p');
    await press(page, 'button[value="repeat"]');
    await page.check('[value="week"]');
    await page.check('[name="ends"][value="times"]');
    await page.fill('[name="times"]', '2');
    await takeScreens(page, 'repeat');
    await press(page, 'form[action="?/repeat"] button');
    expect(await page.innerText('main .note.bon')).toBe('1 contenu ajouté au calendrier.');

    expect(await undoMonth(page, studio)).toBe('18 contenus retirés. 2 ont été modifiés depuis et restent dans le calendrier.');
  },
);

test(
  'with JavaScript: keys go through the studio, wait for nobody who types, and do nothing alone where that was unticked',
  { timeout: 120_000 },
  async () => {
    const awa = await scene.awa({ javaScript: true });
    await awa.signIn(studio);
    const { page } = awa;
    const leads = async (keys: string[], to: string): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
      await page.waitForURL((url) => url.href.split('?')[0] === `${studio}${to}`);
      await page.waitForLoadState('load');
    };
    const lineAt = () =>
      page.locator('main .lignes > li').evaluateAll((all) => all.findIndex((one) => one.contains(document.activeElement)));
    await page.goto(`${studio}/more`);
    for (const [key, line] of [
      ['j', 0],
      ['j', 1],
      ['k', 0],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(lineAt).toBe(line);
    }
    await leads(['e'], '/channels');
    await leads(['g', 'c'], '/calendar');
    await leads(['Control+k'], '/library');
    // Whoever types writes. The browser gives the field its focus with the first frame it draws.
    await page.locator('[type="search"]:focus').waitFor();
    await page.keyboard.type('gac?n');
    expect(await page.inputValue('[type="search"]')).toBe('gac?n');

    await page.locator('h1').click();
    await leads(['?'], '/keys');
    await page.uncheck('#touches');
    await page.locator('h1').click();
    for (const key of ['n', 'g', 'a', 'z']) await page.keyboard.press(key);
    await page.reload();
    expect(await page.isChecked('#touches'), 'kept on this device').toBe(false);
    expect(page.url()).toBe(`${studio}/keys`);
    await page.check('#touches');
    await page.locator('h1').click();
    await leads(['n'], '/posts/new');
  },
);

test(
  'with JavaScript: a creator is asked for a photo, sends it from a phone into the post, and it leaves as it was cropped',
  { timeout: 180_000 },
  async () => {
    const awa = await scene.awa({ javaScript: true });
    await awa.signIn(studio);
    const { page } = awa;
    const kossi = await joinAsCreator(scene, awa, studio);

    await awa.write('De la mer à la table', 'Le poisson de ce matin, et ce qu’il devient à midi.');
    await waitUntilKept(awa);
    const post = page.url().split('?')[0]!;
    await page.goto(`${post}/team`);
    await page.click('summary:has-text("Confier")');
    await page.selectOption('[name="kind"]', 'photograph');
    await page.selectOption('[name="to"]', { label: 'Kossi' });
    await press(page, 'form[action="?/give"] button.p');

    // What he was asked for waits on his Today; he adds the picture where it goes, says what it shows, and may not plan.
    await kossi.page.goto(studio);
    await press(kossi.page, 'a:has-text("Photographier · De la mer")');
    await kossi.page.setInputFiles('#fichiers', await dishAndFish());
    await kossi.page.getByLabel('Ce que montre l’image').fill('Un plat de riz et de poisson, à côté du poisson entier');
    await waitUntilKept(kossi);
    expect(await kossi.page.innerText('.pied-action')).toContain('une personne responsable programme');
    expect(await kossi.page.locator('[formaction="?/plan"], [formaction="?/now"]').count()).toBe(0);
    await takeScreens(kossi.page, 'photo', '#images');
    await kossi.page.goto(studio);
    await press(kossi.page, 'form[action$="?/finish"] button');
    expect(await kossi.page.locator('form[action$="?/finish"]').count()).toBe(0);

    // She says which part must stay with one tap, and the shape for all accounts; then the hour.
    await page.goto(post);
    expect(await page.inputValue('textarea[name^="alt-"]')).toBe('Un plat de riz et de poisson, à côté du poisson entier');
    await press(page, 'button[value="crop"]');
    for (const ratio of await page.locator('select[name^="ratio."]').all()) await ratio.selectOption('1:1');
    await press(page, 'form.ratios button.p');
    await page.locator('input[type="image"]').click({ position: { x: 240, y: 70 } });
    await press(page, '[data-focus] p button');
    expect(Number(await page.inputValue('[name="x"]'))).toBeCloseTo(85.7, 0);
    await takeScreens(page, 'crop');
    await press(page, '.retour a');
    await awa.plan(new Date(Date.now() + 86_400_000));
    await page.locator('.avis', { hasText: 'Programmé' }).waitFor();
    // What was planned is what leaves: written on, it says so at once.
    expect(await page.innerText('.pied-action')).toContain('Programmé tel quel');
    await page.locator('#texte').press('Control+End');
    await page.keyboard.type(' À ce soir.');
    await page.locator('.pied-action', { hasText: 'ce qui partira est l’ancienne version' }).waitFor();
    await press(page, '.pied-action [formaction="?/takeBack"]');

    await awa.publishNow();
    const address = `${scene.palabre.origin}/s/atelier-awa`;
    const said = async () => (await (await fetch(address)).text()).includes('De la mer à la table');
    await expect.poll(said, { timeout: 60_000, interval: 1_000 }).toBe(true);
    await page.goto(address);
    await page.click('text=De la mer à la table');
    const picture = page.locator('article img').first();
    expect(await picture.getAttribute('alt')).toBe('Un plat de riz et de poisson, à côté du poisson entier');
    expect(await isFishAlone(new URL((await picture.getAttribute('src'))!, address))).toBe(true);
  },
);

test(
  'with JavaScript: a picture given, an account’s tab pressed and a choice made first of all count, although the counters come late',
  { timeout: 120_000 },
  async () => {
    const awa = await scene.awa({ javaScript: true });
    await awa.signIn(studio);
    const { page } = awa;
    await addByHand(page, studio, { place: 'x', name: 'Compte X', brand: 'Atelier Awa' });
    await awa.write('La carte', 'La carte de la semaine');
    await waitUntilKept(awa);
    const post = page.url().split('?')[0]!;
    /** Opens the post, and does something before what it counts by has come. */
    const first = async (act: () => Promise<void>): Promise<void> => {
      const counters = Promise.withResolvers<void>();
      await page.route('**/islands/counted-*.js', (route) => counters.promise.then(() => route.continue()));
      await page.goto(post);
      await act();
      counters.resolve();
    };
    const pictureOf = (background: string) =>
      sharp({ create: { width: 640, height: 480, channels: 3, background } })
        .png()
        .toBuffer();
    for (const [index, way] of (['drop', 'paste'] as const).entries()) {
      await first(async () => expect(await handOver(page, way, await pictureOf(['#b5651d', '#1f6feb'][index]!)), way).toBe(true));
      await expect.poll(() => page.locator('.retenues > li').count(), { timeout: 20_000 }).toBe(index + 1);
      await waitUntilKept(awa);
    }
    // Some who cannot see or touch press without pointing, and give a file without focusing its field.
    await first(async () =>
      page.setInputFiles('#fichiers', { name: 'bar.png', mimeType: 'image/png', buffer: await pictureOf('#2e8b57') }),
    );
    await expect.poll(() => page.locator('.retenues > li').count(), { timeout: 20_000 }).toBe(3);
    await waitUntilKept(awa);
    await first(async () => {
      await page.locator('.onglets a', { hasText: 'Bluesky' }).dispatchEvent('click');
      await page.click('.retard summary');
      await page.selectOption('#retard', 'drop');
      await page.setInputFiles('#fichiers', { name: 'plat.png', mimeType: 'image/png', buffer: await pictureOf('#2a2e8b') });
    });
    await page.locator('.panneau:not(.replie) textarea').waitFor();
    expect(await page.inputValue('#retard')).toBe('drop');
    await expect.poll(() => page.locator('.retenues > li').count(), { timeout: 20_000 }).toBe(4);
    await waitUntilKept(awa);
    await page.reload();
    expect(await page.inputValue('#retard'), 'kept').toBe('drop');
  },
);
