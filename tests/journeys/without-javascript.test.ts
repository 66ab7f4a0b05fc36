import { afterAll, beforeAll, expect, test } from 'vitest';
import { handleOf } from '../worlds/fakenet/index.ts';
import { openScene, type Scene } from './palabre/furnished.ts';
import { addBrands, bringMonth, countMonth, press, undoMonth } from './planning/import-month.ts';
import { takeScreens } from './planning/take-screens.ts';
import { answer, FIVE, planFive, stepOf, stepsOf, waitForRun } from './planning/run-by-hand.ts';
import { openInside } from './palabre/inside.ts';
import { openWindow } from './palabre/window.ts';
import { judgePost, NOTHING_WRONG, waitUntilSaid, waitUntilVisible } from './palabre/live.ts';

let scene: Scene;
/** `/studio/<workspace>`, once she is in. */
let studio: string;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene?.close());

test(
  'without JavaScript: set up, connect five networks, write once, plan, live once everywhere, read the ledger',
  { timeout: 300_000 },
  async () => {
    const awa = await scene.awa({ javaScript: false });
    await awa.setUp(await scene.palabre.setUpLink());
    studio = awa.studio();
    await awa.connectMastodonByHerself();
    await awa.connectBluesky();
    await awa.connectWordpress();
    await awa.connectWebhook();

    const marker = 'marché-de-samedi';
    await awa.write('Le marché de samedi', `Demain à Lomé : ${marker}. Venez tôt !`);
    const at = new Date(Date.now() + 60_000);
    await awa.plan(at);
    const first = awa.page.url();

    // While it waits for its minute: nearly the same words are asked about once, and go on when she means it.
    await awa.write('Encore le marché', `Demain à Lomé : ${marker} ! Venez tôt…`);
    await awa.plan(new Date(at.getTime() + 86_400_000));
    expect(await awa.page.innerText('.note[role="alert"]')).toContain('déjà été dit');
    await awa.page.click('button[name="again"]');
    await awa.page.waitForURL(/done=planned/);
    await awa.page.click('.pied-action button[formaction="?/takeBack"]');
    await awa.page.waitForURL(/done=taken_back/);
    await awa.page.goto(first);
    const planned = Date.parse(`${at.toISOString().slice(0, 16)}:00Z`);

    await waitUntilVisible(scene.net, ['mastodon', 'bluesky', 'wordpress', 'webhook'], marker, 150);
    expect(scene.net.visible().every((one) => one.at >= planned)).toBe(true);
    await waitUntilSaid(awa, /En ligne/, 60);
    expect(await awa.signs()).toHaveLength(5);
    expect(await judgePost(scene.net, awa, marker)).toEqual(NOTHING_WRONG);

    // The fifth is her own site, read as a reader does.
    const site = await fetch(`${scene.palabre.origin}/s/atelier-awa`);
    expect([site.status, (await site.text()).includes('Le marché de samedi')]).toEqual([200, true]);

    await awa.page.locator('a[href*="/publications/"]').first().click();
    await awa.page.waitForURL(/\/publications\//);
    expect(await awa.page.innerText('main')).toContain('En ligne');
  },
);

test(
  'without JavaScript: someone kept once is named as each network names them, hours are put in one tap, a first comment follows',
  { timeout: 200_000 },
  async () => {
    const awa = await scene.awa({ javaScript: false });
    await awa.signIn(studio);
    const { page } = awa;
    const marker = 'grillade-de-dimanche';
    await awa.write('La grillade de dimanche', `${marker}, l'aile "tendre" de @[Kodjo].`);
    await page.click('button:has-text("Typographie française")');
    expect(await page.locator('.propose mark').allInnerTexts()).toEqual(['’', '«\u202f', '\u202f»']);
    const post = page.url().split('?')[0]!;
    const typed = await page.inputValue('#texte');
    await page.click('button:has-text("Appliquer")');
    await page.click('.avis button:has-text("Annuler")');
    expect(await page.inputValue('#texte')).toBe(typed);
    await page.click('button:has-text("Typographie française")');
    await page.click('button:has-text("Appliquer")');

    await page.click('#inserer summary');
    await page.click('#inserer a');
    const keep = async (kind: string, fields: Record<string, string>): Promise<void> => {
      const form = page.locator(`section:has(#s-${kind}) details:last-child form`);
      for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
      await form.locator('button').click();
      await page.locator('.note.bon').waitFor();
    };
    const handle = handleOf(scene.net.accounts[1]!);
    await keep('mention', { name: 'Kodjo', 'handle.mastodon': '@kodjo@mastodon.example', 'handle.bluesky': handle });
    await keep('block', { name: 'Horaires', text: 'De 11 h à 22 h' });

    await page.goto(post);
    await page.click('#inserer summary');
    await page.click('#inserer button:has-text("Horaires")');
    const said = `${marker}, l’aile «\u202ftendre\u202f» de`;
    expect(await page.inputValue('#texte')).toBe(`${said} @[Kodjo].\n\nDe 11 h à 22 h`);
    await page.getByRole('group', { name: 'Mastodon' }).locator('textarea[id$="-suite"]').fill('Réservez au 90 12 34 56');
    await awa.publishNow();
    await waitUntilVisible(scene.net, ['mastodon', 'bluesky', 'wordpress'], marker, 120);
    const shown = (network: string) => scene.net.visible().find((one) => one.network === network && one.text.includes(marker));
    expect(shown('mastodon')!.text).toBe(`${said} @kodjo@mastodon.example.\n\nDe 11 h à 22 h`);
    expect(shown('bluesky')!.text).toBe(`${said} @${handle}.\n\nDe 11 h à 22 h`);
    expect(shown('wordpress')!.text).toContain('de Kodjo.');
    await waitUntilVisible(scene.net, ['mastodon'], 'Réservez', 60);
    expect(scene.net.visible().find((one) => one.text.includes('Réservez'))!.parent).toBe(shown('mastodon')!.id);
  },
);

test(
  'without JavaScript: ideas without a day fill the free slots of an account in one tap, and come back',
  { timeout: 60_000 },
  async () => {
    const awa = await scene.awa({ javaScript: false });
    await awa.signIn(studio);
    const { page } = awa;
    await page.goto(`${studio}/channels`);
    await page.locator('main a[href*="/channels/"]', { hasText: '@awa@' }).first().click();
    await page.goto(`${page.url()}/slots`);
    for (const day of [1, 2, 3, 4, 5, 6, 7]) await page.fill(`[name="day.${day}"]`, day === 4 ? 'midi' : '7h30');
    await press(page, 'main form button.p');
    // The day that cannot be read says so itself.
    expect(await page.locator('.champ', { hasText: 'Une des heures ne se lit pas' }).innerText()).toContain('Jeudi');
    await page.fill('[name="day.4"]', '7h30');
    await press(page, 'main form button.p');
    for (const title of ['La recette de saison', 'Le mot du chef']) {
      await awa.write(title, `${title}, à raconter.`);
      await press(page, '.pied-action button:has-text("Enregistrer")');
    }

    await page.goto(`${studio}/calendar`);
    for (const title of ['La recette de saison', 'Le mot du chef']) await page.getByLabel(`Choisir ${title}`).check();
    await press(page, '#remplir button');
    const rows = () => page.locator('main .lignes li').allInnerTexts();
    const [first, second] = await rows();
    for (const row of [first, second]) expect(row).toMatch(/7\u00a0h\u00a030/);
    expect(first!.split('\n').at(-1)).not.toBe(second!.split('\n').at(-1));
    await press(page, 'form[action^="?/place"] button');
    expect(await page.innerText('main .note.bon')).toContain('2 ');
    expect(await rows()).toEqual([first, second]);
    await press(page, 'form[action^="?/undo"] button');
    expect(await page.innerText('main .note.bon')).toContain('2 ');
    await page.goto(`${studio}/calendar`);
    expect(await page.getByLabel('Choisir Le mot du chef').count()).toBe(1);
  },
);

test(
  'without JavaScript: an account that does not do well is asked again, paused and reconnected from Today',
  { timeout: 60_000 },
  async () => {
    const awa = await scene.awa({ javaScript: false });
    await awa.signIn(studio);
    const { page } = awa;
    const ill = (words: string) => page.locator('main .lignes li', { hasText: words });
    const inside = await openInside(scene.palabre);
    const note = (code: string) =>
      inside.steal(`update channels.channel set last_problem_code = $1, last_problem_at = now() where network = 'mastodon'`, [code]);
    const gone = { name: 'gone', network: 'mastodon', calls: 'reads', share: 1, work: 'none', answer: { status: 401 } } as const;

    await note('rate_limited');
    await page.goto(studio);
    await press(page, 'main .lignes form[action*="/channels/"] button:has-text("Mettre en pause")');
    expect(await page.innerText('.avis')).toContain('est en pause');
    expect(await ill('a un problème').count()).toBe(0);
    await press(page, '.avis button:has-text("Annuler")');
    expect(await ill('a un problème').innerText()).toContain('Le réseau demande d’attendre');

    scene.net.setFaults({ rules: [gone] });
    await press(page, 'main .lignes form[action$="?/check"] button');
    scene.net.setFaults({ rules: [] });
    expect(await page.innerText('.avis')).toContain('reconnectez-le');
    expect(await ill('est à reconnecter').locator('a.p').getAttribute('href')).toMatch(/\/channels\/[0-9a-f-]{36}\/reconnect$/);
    await press(page, 'main .lignes form[action$="?/check"] button');
    expect(await page.innerText('.avis')).toContain('toujours le même compte');
    expect(await ill('est à reconnecter').count()).toBe(0);
    await inside.close();
  },
);

test('without JavaScript: a file with errors is mended row by row, imported and undone', { timeout: 120_000 }, async () => {
  const awa = await scene.awa({ javaScript: false });
  await awa.signIn(studio);
  await addBrands(awa.page, studio);
  await bringMonth(awa.page, studio);
  expect(await countMonth(awa.page, studio)).toBe(20);
  expect(await undoMonth(awa.page, studio)).toBe('20 contenus retirés.');
  expect(await countMonth(awa.page, studio)).toBe(0);
});

test('without JavaScript: a phone reads a client’s calendar by its secret address, until that is closed', { timeout: 60_000 }, async () => {
  const awa = await scene.awa({ javaScript: false });
  await awa.signIn(studio);
  await awa.page.goto(`${studio}/clients`);
  await awa.page.locator('main a[href*="/clients/"]', { hasText: 'Awa' }).first().click();
  await awa.page.click('a[href$="/feed"]');
  await awa.page.fill('[name="name"]', 'Mon téléphone');
  await press(awa.page, 'form[action="?/open"] button');
  const address = await awa.page.inputValue('#adresse');
  const read = await fetch(address);
  expect([read.status, read.headers.get('content-type'), read.headers.get('set-cookie')]).toEqual([
    200,
    'text/calendar; charset=utf-8',
    null,
  ]);
  expect(read.headers.get('referrer-policy')).toBe('no-referrer');
  const text = (await read.text()).replaceAll('\r\n ', '');
  expect(text).toContain('SUMMARY:Le marché de samedi');
  expect(text).toMatch(/DESCRIPTION:.*Mastodon.*En ligne/);
  const again = await fetch(address, { headers: { 'if-none-match': read.headers.get('etag')! } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  await press(awa.page, 'form[action="?/close"] button');
  expect((await fetch(address)).status).toBe(404);
  expect(scene.palabre.said()).not.toContain(new URL(address).pathname);
});

test('without JavaScript: a run of five by hand on a phone, each answered for, none online before', { timeout: 180_000 }, async () => {
  const awa = await scene.awa({ javaScript: false, phone: true });
  await awa.signIn(studio);
  const { page } = awa;
  const text = 'Poisson braisé ce soir au port, 2 500 FCFA.';
  await planFive(page, studio, text);
  await waitForRun(page, studio, 60);
  expect(await page.innerText('main header')).toContain('Cinq publications, 4\u00a0min environ.');
  expect(await stepOf(page, 'Groupe').locator('textarea').inputValue()).toBe(text);
  expect(await stepOf(page, 'Compte X').locator('a[target]').getAttribute('href')).toContain(encodeURIComponent(text));
  await page.goto(studio);
  expect(await page.innerText('main header')).toContain('Cinq publications sont à publier par vous.');
  await page.click('main a[href$="/run"]');

  await answer(page, 'Groupe', 'published', 'https://exemple.tg/groupe');
  expect(await stepOf(page, 'Groupe').innerText()).toContain('exemple.tg n’est pas une adresse de ce réseau');
  expect(await stepsOf(page).count()).toBe(5);
  const ledger = await stepOf(page, 'Groupe').locator('h2 a').getAttribute('href');
  for (const { name, link } of FIVE.slice(0, 3)) await answer(page, name, 'published', link);
  await answer(page, 'Compte X', 'not_yet');
  await answer(page, 'Canal', 'drop');
  expect(await page.innerText('main')).toContain('Rien n’est à publier à la main maintenant.');

  await page.goto(new URL(ledger!, scene.palabre.origin).href);
  const said = await page.innerText('main');
  for (const words of ['En ligne', 'L’heure est venue', 'Elle est en ligne, voici le lien', 'par Awa Mensah'])
    expect(said).toContain(words);
  expect(said).not.toContain('Tentative');
  expect(await page.locator('main a', { hasText: 'Voir en ligne' }).first().getAttribute('href')).toBe(FIVE[2].link);
  expect(scene.net.visible().filter((one) => one.text.includes('Poisson braisé'))).toEqual([]);
});

test(
  'without JavaScript: a client says yes to a week on a phone, nothing leaves without it; what changes after it is stopped, shown, and asked again',
  { timeout: 180_000 },
  async () => {
    const awa = await scene.awa({ javaScript: false });
    await awa.signIn(studio);
    const { page } = awa;
    await page.goto(`${studio}/clients`);
    await page.locator('main a[href*="/clients/"]', { hasText: 'Awa' }).first().click();
    await page.click('a[href$="/approval"]');
    await page.selectOption('[name="mode"]', 'required');
    await press(page, 'form[action="?/agree"] button');
    const planIn = async (hours: number, text: string): Promise<string> => {
      await awa.write(text, text);
      await awa.plan(new Date(Date.now() + hours * 3_600_000));
      await waitUntilSaid(awa, /Attend le client/, 10);
      return page.url().split('?')[0]!;
    };
    const post = await planIn(3, 'Samedi, le bissap est offert à la table');
    const others = [
      'Dimanche : gboma dessi et pâte',
      'Lundi, le grill se repose',
      'Mardi : akoumé au gombo',
      'Mercredi : riz, haricots, gari',
    ];
    for (const [day, text] of others.entries()) await planIn(27 + 24 * day, text);
    await page.goto(studio);
    await page.click('main a[href*="/approvals/"]');
    await press(page, 'form[action="?/link"] button');
    const link = await page.inputValue('#lien');

    const phone = (await openWindow(scene.browser, { javaScript: false, phone: true })).page;
    await phone.goto(link);
    await phone.fill('[name="name"]', 'Mme Afi');
    await takeScreens(phone, 'validate-door');
    await press(phone, 'main form button.p');
    expect(await phone.locator('article').count()).toBe(5);
    await takeScreens(phone, 'validate-week');
    await press(phone, 'article button[value="yes"]');
    expect(await phone.innerText('article .cachet')).toContain('Mme Afi');
    await press(phone, 'form[action="?/all"] button');
    expect(await phone.locator('article .cachet').count()).toBe(5);
    await page.goto(post);
    await waitUntilSaid(awa, /Programmé/, 10);

    await page.fill('[name="text"]', 'Samedi, le bissap est offert à chacun');
    await press(page, 'button[formaction="?/update"]');
    await waitUntilSaid(awa, /Attend le client/, 10);
    await takeScreens(page, 'stopped');
    await phone.reload();
    expect(await phone.innerText('article .ecart')).toMatch(/la table[^]*chacun/);
    await takeScreens(phone, 'validate-again', 'article:has(.ecart)');
    await press(phone, 'article button[value="yes"]');
    await waitUntilSaid(awa, /Programmé/, 10);
    await phone.goto(`${scene.palabre.origin}/validate/receipt`);
    expect(await phone.innerText('main')).toMatch(/la table[^]*chacun|chacun[^]*la table/);
  },
);
