import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreeMode, copyLink, hashCode, readAsked, readContact, revokeLink, setCode } from '../../src/modules/approval/index.server.ts';
import { savePost } from '../../src/modules/calendar/index.server.ts';
import { readPublicationsOf } from '../../src/modules/publishing/index.server.ts';
import { proposePosts } from '../../src/wiring/ask-client.ts';
import { schedulePost } from '../../src/wiring/plan-post.ts';
import type { Ctx } from '../../src/plumbing/db/index.ts';
import type { Id } from '../../src/words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { mailAddressLetter } from './palabre/address-letter.ts';
import { startWeb, type RunningWeb } from './palabre/web.ts';
import { changed, fingerprint } from './tenants/rows.ts';
import { openTenant, ownerOf, PASSWORD, type Tenant } from './tenants/tenant.ts';
import { openVisitor, signIn, type Page, type Visitor } from './tenants/visitor.ts';

/** T16: what scanners, previews, prefetchers, impatient fingers and strangers do with an approval link. */
let database: TestDatabase;
let web: RunningWeb;
let tenant: Tenant;
let posts: Id[];
let request: Id;
let link: string;

const work = <T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> => web.house.store.inWorkspace(tenant.workspaceId, ownerOf(tenant), verb);
const asked = async (postId: Id) => (await work((ctx) => readAsked(ctx, postId)))!;
const states = async (postId: Id) => (await work((ctx) => readPublicationsOf(ctx, [postId]))).map(({ state }) => state);
const everything = () => fingerprint(database.peek, tenant.workspaceId);

beforeAll(async () => {
  database = await openTestDatabase(new Date());
  web = await startWeb(database, { PALABRE_LOG: 'debug' });
  tenant = await openTenant(web.house, 'GIRAFE');
  await work((ctx) => agreeMode(ctx, tenant.ids.client, { mode: 'required', minutes: 0 }));
  posts = [];
  const at = new Date(web.house.clock.now().getTime() + 5 * 86_400_000).toISOString().slice(0, 16);
  for (const text of ['Le menu du lundi', 'Le menu du mardi', 'Le menu du mercredi']) {
    const variants = [{ channelId: tenant.ids.channel, text: null, title: null, thread: [], mediaIds: null }];
    const { id } = await work((ctx) => savePost(ctx, { clientId: tenant.ids.client, text, variants, mediaIds: [tenant.ids.media] }));
    await work((ctx) => schedulePost(ctx, id, { wall: at, zone: 'Africa/Lome' }));
    posts.push(id);
  }
  request = await work((ctx) => proposePosts(ctx, tenant.ids.client, posts, 'Mme Afi'));
  link = `/validate/${await work((ctx) => copyLink(ctx, web.house.seal, request))}`;
});
afterAll(async () => {
  await web?.stop();
  await database?.close();
});

/** The client's own browser, past the door. */
async function enter(address = link): Promise<Visitor> {
  const visitor = openVisitor(web.origin);
  const answer = await visitor.post(address, [['name', 'Mme Afi']]);
  expect([answer.status, answer.location]).toEqual([303, '/validate']);
  return visitor;
}
const say = async (visitor: Visitor, postId: Id, verdict: string, more: [string, string][] = [], print?: string): Promise<Page> =>
  visitor.post('/validate?/answer', [
    ['post', postId],
    ['print', print ?? (await asked(postId)).fingerprint],
    ['verdict', verdict],
    ...more,
  ]);

test('T16: looking changes nothing and consumes nothing, whoever looks and however', async () => {
  const before = await everything();
  const agents: Record<string, string>[] = [
    { 'user-agent': 'WhatsApp/2.23.20.0', accept: '*/*' },
    { 'user-agent': 'facebookexternalhit/1.1' },
    { 'user-agent': 'Mozilla/5.0 (compatible; SafeLinks)', 'sec-purpose': 'prefetch;prerender' },
    { purpose: 'prefetch', 'x-moz': 'prefetch' },
    { 'user-agent': 'TelegramBot (like TwitterBot)', range: 'bytes=0-1023' },
    { 'user-agent': 'Barracuda', 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of agents)
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const answer = await fetch(web.origin + link, { method, headers, redirect: 'manual' });
      expect(answer.status, `${method} ${JSON.stringify(headers)}`).toBeLessThan(500);
      expect(answer.headers.getSetCookie()).toEqual([]);
      await answer.arrayBuffer();
    }
  for (let n = 0; n < 20; n += 1) expect((await openVisitor(web.origin).get(link)).status).toBe(200);
  expect(changed(before, await everything())).toEqual([]);
  // And it still opens.
  expect((await (await enter()).get('/validate')).text).toContain('Le menu du lundi');
});

test('T16: the exchange makes a session and nothing else; its cookie goes nowhere but here', async () => {
  const before = await everything();
  const answer = await openVisitor(web.origin).open(link, { method: 'POST', body: new URLSearchParams({ name: 'Mme Afi' }) });
  const cookie = answer.headers.getSetCookie()[0]!;
  expect(cookie).toMatch(/^palabre-validate=[\w-]{43};/);
  expect(cookie).toMatch(/Path=\/validate;/i);
  expect([/httponly/i.test(cookie), /samesite=lax/i.test(cookie), /domain=/i.test(cookie)]).toEqual([true, true, false]);
  expect(changed(before, await everything())).toEqual(['approval.key', 'approval.session']);
  const page = await (await enter()).open('/validate');
  expect([page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual(['same-origin', 'private, no-store']);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'none'");
  const html = await page.text();
  expect(html).not.toContain(link.split('/').at(-1));
  expect(html.match(/<script/g), 'no scripts').toBeNull();
  expect(Buffer.byteLength(html)).toBeLessThan(30_000);
});

test('T16: guesses, other links’ posts, stale pages, double clicks, members of the workspace', async () => {
  const stranger = openVisitor(web.origin);
  for (const token of ['x', 'a'.repeat(43), `${link.slice(-43).slice(0, 42)}-`, '..%2fvalidate', '0'.repeat(10_000)]) {
    expect((await stranger.get(`/validate/${token}`)).status).toBeGreaterThanOrEqual(400);
    expect((await stranger.post(`/validate/${token}`, [['name', 'Moi']])).status).toBeGreaterThanOrEqual(400);
  }
  expect((await stranger.get('/validate')).status).toBe(404);
  expect((await say(stranger, posts[0]!, 'yes')).status).toBe(404);

  // A yes by GET is none.
  const client = await enter();
  const { fingerprint: print } = await asked(posts[0]!);
  const before = await everything();
  await client.get(`/validate?/answer&post=${posts[0]}&print=${print}&verdict=yes`);
  expect((await say(client, tenant.ids.post, 'yes', [], print)).status, 'a post of nobody’s request').toBe(404);
  expect((await say(client, posts[0]!, 'yes', [], 'f'.repeat(64))).status, 'what was on another page').toBe(409);
  expect(changed(before, await everything())).toEqual([]);

  // An impatient finger.
  await Promise.all([say(client, posts[0]!, 'yes'), say(client, posts[0]!, 'yes'), say(await enter(), posts[0]!, 'yes')]);
  expect((await asked(posts[0]!)).answers).toHaveLength(1);
  expect(await states(posts[0]!)).toEqual(['SCHEDULED']);

  // A member may look, and answer nothing; nor be let in as the client.
  const member = await enter();
  await signIn(member, tenant.email, PASSWORD);
  expect((await say(member, posts[1]!, 'yes')).status).toBe(403);
  expect((await member.post(link, [['name', 'Moi']])).status).toBe(403);
  expect(await states(posts[1]!)).toEqual(['DRAFT']);
});

test('T16: another site cannot make a browser answer', async () => {
  const client = await enter();
  const { fingerprint: print } = await asked(posts[1]!);
  const body = new URLSearchParams({ post: posts[1]!, print, verdict: 'yes' });
  const answer = await client.open('/validate?/answer', { method: 'POST', body, headers: { origin: 'https://evil.example' } });
  expect([answer.status, await states(posts[1]!)]).toEqual([403, ['DRAFT']]);
});

test('the whole batch by one button, a change, another hour, a receipt; in words the client reads', async () => {
  const client = await enter();
  const said = await say(client, posts[2]!, 'change', [
    ['note', 'Le prix a changé'],
    ['about', 'price'],
  ]);
  expect(said.status, said.text.slice(0, 300)).toBe(303);
  expect((await asked(posts[2]!)).answers[0]).toMatchObject({ verdict: 'change', note: 'Le prix — Le prix a changé', who: 'Mme Afi' });
  const page = (await client.get('/validate')).text;
  expect(page).toContain('Vous avez demandé un changement');
  const { fingerprint: print } = await asked(posts[1]!);
  expect((await client.post('/validate?/all', [['one', `${posts[1]} ${print}`]])).status).toBe(303);
  expect(await states(posts[1]!)).toEqual(['SCHEDULED']);
  const receipt = (await client.get('/validate/receipt')).text;
  expect(receipt).toContain(print);
  expect(receipt).toContain('Mme Afi');
});

test('T16: a link that asks for a code opens by both; without scripts, and after ten wrong ones for nobody', async () => {
  const hashed = await hashCode('481 512');
  await work((ctx) => setCode(ctx, request, hashed));
  const client = openVisitor(web.origin);
  const asks = await client.post(link, [['name', 'Mme Afi']]);
  expect([asks.status, asks.text.includes('name="code"'), asks.text.includes('GIRAFE')]).toEqual([200, true, false]);
  const tryCode = (address: string, code: string) =>
    client.post(address, [
      ['name', 'Mme Afi'],
      ['code', code],
    ]);
  const dead = await tryCode(`/validate/${'x'.repeat(43)}`, '000000');
  const wrong = await tryCode(link, '000000');
  expect([wrong.status, wrong.text]).toEqual([403, dead.text]);
  expect(dead.status).toBe(403);
  const entered = await tryCode(link, '481512');
  expect([entered.status, entered.location]).toEqual([303, '/validate']);
  expect((await client.get('/validate')).text).toContain('Le menu du lundi');
  const answers: number[] = [];
  for (let n = 0; n < 11; n += 1) answers.push((await tryCode(link, '000000')).status);
  expect(answers).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
  expect((await tryCode(link, '481512')).status, 'the right one too').toBe(429);
  await work((ctx) => setCode(ctx, request, null));
  await enter();
});

test('T16: the question whether an address is theirs is answered by its button only', async () => {
  const address = await mailAddressLetter(web.house, ownerOf(tenant), tenant.workspaceId, tenant.ids.client);
  const verified = async () => (await work((ctx) => readContact(ctx, tenant.ids.client)))!.verifiedAt;
  const before = await everything();
  for (const method of ['GET', 'HEAD']) expect((await fetch(web.origin + address, { method })).status).toBe(200);
  expect((await openVisitor(web.origin).get(address.replace('/address', ''))).status, 'it opens no post').toBe(404);
  expect((await openVisitor(web.origin).get(`${link}/address`)).status, 'nor does a link to posts verify').toBe(404);
  expect([changed(before, await everything()), await verified()]).toEqual([[], null]);
  expect((await openVisitor(web.origin).post(address, [])).text).toContain('Merci');
  expect(changed(before, await everything()).filter((table) => !table.startsWith('facts.'))).toEqual(['approval.contact']);
});

test('T16: revoked, link and session are dead within a second; the token is in no log', async () => {
  const client = await enter();
  await work((ctx) => revokeLink(ctx, request));
  const began = Date.now();
  expect((await client.get('/validate')).status).toBe(404);
  expect((await say(client, posts[2]!, 'yes')).status).toBe(404);
  const dead = await openVisitor(web.origin).get(link);
  expect([dead.status, dead.text.includes('Ce lien n’ouvre rien'), dead.text.includes('Revenir à l’atelier')]).toEqual([404, true, false]);
  expect(Date.now() - began).toBeLessThan(3_000);
  expect(web.said()).not.toContain(link.slice(-43));
});
