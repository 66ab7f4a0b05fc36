import { afterAll, beforeAll, expect, test } from 'vitest';
import { commentStamp, listComments, readArticlePage, writeComment } from '../../src/modules/site/index.server.ts';
import type { Actor } from '../../src/words/actor.ts';
import { ask, type Answer } from '../worlds/ask.ts';
import { openSiteWorld, type SiteWorld } from '../worlds/site.ts';

let world: SiteWorld;
let article: string;
let desk: string;
let cookie: string;
const visitor: Actor = { kind: 'system', name: 'visitor' };

beforeAll(async () => {
  world = await openSiteWorld();
  desk = `${world.origin}/studio/${world.site.slug}/site`;
  article = await world.publish({ title: 'Trois erreurs', text: 'Le prix n’y est pas.' });
  const entered = await post(await world.signInLink(), {}, '');
  cookie = [entered.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ');
});
afterAll(() => world.close());

/** A form sent by a browser without JavaScript. */
const post = (to: string, values: Record<string, string>, as = cookie): Promise<Answer> =>
  ask(to, {
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', origin: world.origin, cookie: as },
    body: new URLSearchParams(values).toString(),
  });
const see = async (address: string): Promise<string> => (await ask(address, { headers: { cookie } })).body;

async function aVisitorWrites(text: string): Promise<string> {
  const { id: siteId } = world.site;
  const shown = await world.as(visitor)(async (ctx) => {
    const page = await readArticlePage(ctx, siteId, 'trois-erreurs');
    return commentStamp(ctx, siteId, page.article.id);
  });
  await new Promise((resolve) => setTimeout(resolve, 4_100));
  await world.as(visitor)((ctx) => writeComment(ctx, siteId, 'trois-erreurs', { name: 'Yao', text, shown }, '41.207.1.2'));
  const waiting = await world.as()((ctx) => listComments(ctx, { state: 'pending' }));
  return waiting.at(-1)!.id;
}

test('a waiting comment is counted, approved, taken back and answered, all without JavaScript', async () => {
  const id = await aVisitorWrites('Et <b>quand</b> le client refuse ?');
  const page = await see(desk);
  expect(page).toContain('Une réponse attend votre lecture.');
  expect(page).toContain('Et &lt;b>quand&lt;/b> le client refuse ?');

  expect((await post(`${desk}?/decide`, { id, state: 'pending', decision: 'approved' })).status).toBe(303);
  expect(await see(article)).toContain('le client refuse ?');
  expect((await post(`${desk}?/decide`, { id, state: 'pending', decision: 'pending' })).status).toBe(303);
  expect(await see(article)).not.toContain('le client refuse ?');

  expect((await post(`${desk}?/answer`, { id, state: 'pending', text: 'Je compte les silences.' })).status).toBe(303);
  const answered = await see(article);
  expect(answered).toContain('le client refuse ?');
  expect(answered).toContain('Je compte les silences.');
});

test('nobody decides without a session, nor on an id they do not hold', async () => {
  const id = await aVisitorWrites('Encore une question');
  const stranger = await post(`${desk}?/decide`, { id, state: 'pending', decision: 'approved' }, '');
  expect(stranger.status).toBe(303);
  expect(stranger.headers.location).toContain('/login');
  expect((await post(`${desk}?/decide`, { id: world.site.id, state: 'pending', decision: 'approved' })).status).toBe(404);
  expect(await see(article)).not.toContain('Encore une question');
});

test('settings change what visitors read, and a colour too pale is refused with all that was typed', async () => {
  const settings = `${desk}/${world.site.id}`;
  const values = {
    title: 'Le carnet',
    tagline: 'Tenir la parole',
    authorName: 'Kossiwa',
    about: '**Lomé**',
    language: 'fr',
    zone: 'Africa/Lome',
    colour: '#f2b632',
    commentsOpen: 'on',
    dataPrice: '1 000',
    dataMegabytes: '800',
  };
  const refused = await post(`${settings}?/save`, values);
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('les lettres blanches ne se lisent pas');
  expect(refused.body).toContain('value="Tenir la parole"');
  expect((await post(`${settings}?/save`, { ...values, colour: '#7a2a16' })).status).toBe(303);
  const home = await see(`${world.origin}/s/${world.site.slug}`);
  expect(home).toContain('--lisiere:#7a2a16');
  expect(home).toContain('<strong>Lomé</strong>');
});

test('a host name is asked for with its two records written out, and the studio’s own is refused', async () => {
  const settings = `${desk}/${world.site.id}`;
  expect((await post(`${settings}?/claim`, { host: 'localhost' })).status).toBe(422);
  expect((await post(`${settings}?/claim`, { host: 'https://blog.exemple.tg/' })).status).toBe(303);
  const page = await see(settings);
  expect(page).toContain('_palabre.blog.exemple.tg');
  expect(page).toMatch(/palabre-[\w-]{24}/);
});

test('a new site for a client is open at its own address and is a channel', async () => {
  const form = await see(`${desk}/new`);
  const clientId = /<option value="([^"]+)"/.exec(form)![1]!;
  const made = await post(`${desk}/new`, { clientId, title: 'Chez Tantine Afi', slug: 'tantine-afi' });
  expect(made.status).toBe(303);
  expect(await see(`${world.origin}/s/tantine-afi`)).toContain('Chez Tantine Afi');
  const again = await post(`${desk}/new`, { clientId, title: 'Autre', slug: 'tantine-afi' });
  expect(again.status).toBe(409);
  expect(again.body).toContain('déjà prise');
});
