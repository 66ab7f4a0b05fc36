import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  claimHost,
  decideComment,
  hideArticle,
  listArticles,
  listComments,
  proveHost,
  readSite,
} from '../../src/modules/site/index.server.ts';
import { ask, type Answer } from '../worlds/ask.ts';
import { openSiteWorld, type SiteWorld } from '../worlds/site.ts';

let world: SiteWorld;
let home: string;
let article: string;
let pictureId: string;

beforeAll(async () => {
  world = await openSiteWorld();
  home = `${world.origin}/s/${world.site.slug}`;
  const photo = await sharp({
    create: { width: 1800, height: 1200, channels: 3, background: '#c2310f', noise: { type: 'gaussian', mean: 120, sigma: 30 } },
  })
    .jpeg()
    .toBuffer();
  pictureId = await world.addPicture(photo, 'Un bar "entier" sur la braise');
  article = await world.publish({ title: 'Trois erreurs de légende', text: LONG, mediaIds: [pictureId] });
});
afterAll(() => world.close());

const LONG = `Une légende n’est pas une description.\n\n## Le prix\n\n${'« C’est combien ? » est le commentaire le plus fréquent à Lomé. '.repeat(60)}\n\n[La suite](https://exemple.tg)`;

const field = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

function send(values: Record<string, string>, options: { to?: string; origin?: string; host?: string } = {}): Promise<Answer> {
  const headers: Record<string, string> = {
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
    origin: options.origin ?? world.origin,
  };
  const body = new URLSearchParams(values).toString();
  return ask(`${options.to ?? article}?/comment`, { method: 'POST', headers, body, host: options.host });
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const pending = () => world.as()((ctx) => listComments(ctx, { state: 'pending' }));

test('an article weighs less than 30 kB without its photos, styles included, and says its weight', async () => {
  const page = await ask(article, { headers: { 'accept-encoding': 'br' } });
  const { body } = await ask(article);
  const sheets = [...body.matchAll(/href="(\/_app\/[^"]+\.css)"/g)].map((match) => match[1]!);
  let weight = page.bytes;
  for (const sheet of sheets) weight += (await ask(world.origin + sheet, { headers: { 'accept-encoding': 'br' } })).bytes;
  expect(sheets.length).toBeGreaterThan(0);
  expect(weight).toBeLessThan(30_000);
  const said = Number(/(\d+)\u00a0ko/.exec(body)![1]);
  expect(Math.abs(said - weight / 1000)).toBeLessThanOrEqual(1);
  expect(body).toContain('FCFA de données');
});

test('no page runs a script, sets a cookie or answers a session differently', async () => {
  const cookie = 'better-auth.session_token=abc.def; palabre-language=en';
  for (const address of [home, article, `${home}/rien`, `${home}/rien/du/tout`, `${home}/feed.xml`, `${world.origin}/s/personne`]) {
    const plain = await ask(address);
    const signedIn = await ask(address, { headers: { cookie } });
    expect(signedIn.headers['set-cookie'], address).toBeUndefined();
    // The stamp of the form tells the second it was shown, and nothing of who asks.
    const still = (html: string) => html.replace(/name="shown" value="[^"]*"/, '');
    expect(still(signedIn.body), address).toBe(still(plain.body));
    if (!String(plain.headers['content-type']).startsWith('text/html')) continue;
    expect(plain.headers['content-security-policy'], address).toContain("script-src 'none'");
    const scripts = [...plain.body.matchAll(/<script([^>]*)>/g)].map((match) => match[1]!.trim());
    expect(
      scripts.every((attributes) => attributes === 'type="application/ld+json"'),
      address,
    ).toBe(true);
    expect(plain.body, address).not.toMatch(/modulepreload|\son\w+=/);
  }
});

test('an unknown site, article or page is a page that says so', async () => {
  for (const address of [
    `${home}/rien`,
    `${home}?page=9`,
    `${home}?page=x`,
    `${world.origin}/s/personne`,
    `${world.origin}/s/%00`,
    `${home}/%00`,
    `${home}/a/b`,
  ])
    expect((await ask(address)).status, address).toBeGreaterThanOrEqual(400);
  const missing = await ask(`${home}/rien`);
  expect(missing.status).toBe(404);
  expect(missing.body).toContain('Cette page n’existe pas');
  expect(missing.body).toContain('Le carnet de Kossiwa');
});

test('the head tells other sites what the article is', async () => {
  const { body } = await ask(article);
  expect(body).toContain(`<link rel="canonical" href="${article}"`);
  expect(body).toContain('<meta property="og:title" content="Trois erreurs de légende"');
  const card = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)![1]!);
  expect(card).toMatchObject({ '@type': 'BlogPosting', headline: 'Trois erreurs de légende', url: article, inLanguage: 'fr' });
  expect(body).toContain('<html lang="fr"');
  for (const host of ['wa.me', 'www.facebook.com', 'x.com', 'www.linkedin.com']) expect(body).toContain(`href="https://${host}/`);
});

test('a photo is private before an article shows it and public after, with its size and words', async () => {
  const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#0b6f7d' } })
    .jpeg()
    .toBuffer();
  const secret = await world.addPicture(photo, 'Pas encore');
  expect((await ask(`${world.origin}/media/${secret}/full`)).status).not.toBe(200);
  expect((await ask(`${world.origin}/media/${pictureId}/light`)).status).toBe(200);
  const { body } = await ask(article);
  expect(body).toMatch(/<img src="\/media\/[^"]+\/light"[^>]*width="\d+" height="\d+" alt="Un bar &quot;entier&quot; sur la braise"/);
});

test('RSS, Atom, JSON Feed and the sitemap read back, at the configured address whatever Host says', async () => {
  const liar = 'liar.example';
  const read = async (file: string) => (await ask(`${home}/${file}`)).body;
  const texts = [await read('feed.xml'), await read('atom.xml'), await read('feed.json'), await read('sitemap.xml')];
  expect(parseRssFeed(texts[0]!).items?.map((item) => item.link)).toContain(article);
  expect(parseAtomFeed(texts[1]!).entries?.map((entry) => entry.links?.[0]?.href)).toContain(article);
  expect(parseJsonFeed(texts[2]!).items?.map((item) => item.url)).toContain(article);
  expect(texts[3]).toContain(`<loc>${article}</loc>`);
  const lied = await ask(`${home}/feed.xml`, { host: liar });
  expect(lied.body).not.toContain(liar);
});

test('a visitor comments without JavaScript, and it shows once approved', async () => {
  const { body } = await ask(article);
  await wait(3_100);
  const sent = await send({
    name: 'Yao <b>S.</b>',
    text: 'Et le prix ?\n<script>alert(1)</script>',
    website: '',
    shown: field(body, 'shown'),
  });
  expect(sent.status).toBe(303);
  const thanks = await ask(new URL(String(sent.headers.location), world.origin).href);
  expect(thanks.body).toContain('une personne la lira');
  expect(thanks.body).not.toContain('Et le prix');
  const [comment] = await pending();
  await world.as()((ctx) => decideComment(ctx, comment!.id, 'approved'));
  const shown = (await ask(article)).body;
  expect(shown).toContain('Et le prix ?\n&lt;script>alert(1)');
  expect(shown).toContain('Yao &lt;b>S.&lt;/b>');
});

test('a robot that fills the trap is thanked and nothing is kept; one too fast is asked again with its words', async () => {
  const { body } = await ask(article);
  const shown = field(body, 'shown');
  const fast = await send({ name: 'Robot', text: 'Trop "vite"', website: '', shown });
  expect(fast.status).toBe(400);
  expect(fast.body).toContain('attendez trois secondes');
  expect(fast.body).toContain('Trop "vite"</textarea>');
  await wait(3_100);
  expect((await send({ name: 'Robot', text: 'Montres', website: 'https://spam.example', shown })).status).toBe(303);
  expect(await pending()).toEqual([]);
});

test('a form of another site is refused', async () => {
  const { body } = await ask(article);
  const sent = await send({ name: 'X', text: 'volé', website: '', shown: field(body, 'shown') }, { origin: 'https://evil.example' });
  expect(sent.status).toBe(403);
});

test('on a proven host name the site is at the root, its links too, and nothing of the studio answers', async () => {
  const host = 'blog.exemple.tg';
  const port = new URL(world.origin).port;
  const at = (path: string) => ask(`${world.origin}${path}`, { host: `${host}:${port}` });
  await world.as()((ctx) => claimHost(ctx, world.site.id, host, world.house.config.publicUrl));
  expect((await at('/')).status).toBe(404);

  const token = (await world.as()((ctx) => readSite(ctx, world.site.id))).host!.recordValue;
  const owner = await world.as()(async (ctx) => ctx.actor);
  const house = { ...world.house, readTxt: async (name: string) => (name === `_palabre.${host}` ? [token] : []) };
  expect(await proveHost(house, world.workspaceId, owner, world.site.id)).toBe('proven');

  const front = await at('/');
  expect(front.status).toBe(200);
  expect(front.body).toContain('href="/trois-erreurs-de-legende"');
  expect(front.body).toContain(`<link rel="canonical" href="http://${host}:${port}/"`);
  const page = await at('/trois-erreurs-de-legende');
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toContain("script-src 'none'");
  expect((await at('/robots.txt')).body).toContain(`Sitemap: http://${host}:${port}/sitemap.xml`);
  expect((await at(`/media/${pictureId}/light`)).status).toBe(200);

  for (const path of ['/login', '/studio', '/studio/le-carnet-de-kossiwa', '/welcome', '/account', `/s/${world.site.slug}`]) {
    const answer = await at(path);
    expect(answer.status, path).toBe(404);
    expect(answer.headers['content-security-policy'], path).toContain("script-src 'none'");
  }

  await wait(3_100);
  const sent = await send(
    { name: 'Sena', text: 'Depuis le nom propre', website: '', shown: field(page.body, 'shown') },
    { to: `${world.origin}/trois-erreurs-de-legende`, host: `${host}:${port}`, origin: `http://${host}:${port}` },
  );
  expect(sent.status).toBe(303);
  expect(sent.headers.location).toBe('/trois-erreurs-de-legende?merci#reponses');
});

test('a hidden article is gone at once for new readers', async () => {
  const gone = await world.publish({ title: 'Publié trop tôt', text: 'Oups.' });
  expect((await ask(gone)).status).toBe(200);
  const [first] = await world.as()((ctx) => listArticles(ctx, world.site.id));
  await world.as()((ctx) => hideArticle(ctx, first!.id));
  expect((await ask(gone)).status).toBe(404);
  expect((await ask(`${home}/feed.xml`)).body).not.toContain('Publié trop tôt');
});
