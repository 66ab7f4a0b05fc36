import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../house/planted.ts';
import { makeApiKey } from '../../src/wiring/make-api-key.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { startWeb, type RunningWeb } from './palabre/web.ts';
import { addressOf } from './tenants/recipes.ts';
import { readRoutes } from './tenants/router.ts';
import { openTenant, PASSWORD, type Tenant } from './tenants/tenant.ts';

/** What every address answers, as a studio behind TLS at palabre.example, generated from the router. */
const HOST = 'palabre.example';
const routes = readRoutes(ROOT);
let database: TestDatabase;
let web: RunningWeb;
let tenant: Tenant;
let cookie = '';
const given: string[] = [];

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Node's own client: fetch would not let us say another Host. */
function send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  const { port } = new URL(web.origin);
  return new Promise((resolve, reject) => {
    const sent = ask(
      { host: '127.0.0.1', port, method, path, headers: { host: HOST, accept: 'text/html', cookie, ...headers } },
      (answer) => {
        let text = '';
        answer.on('data', (piece: Buffer) => (text += piece.toString('latin1')));
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
        given.push(...(answer.headers['set-cookie'] ?? []));
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const HOME = { ...FORM, origin: `https://${HOST}`, 'sec-fetch-site': 'same-origin' };
const STRANGER = { ...FORM, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };

beforeAll(async () => {
  database = await openTestDatabase(new Date());
  web = await startWeb(database, { PALABRE_PUBLIC_URL: `https://${HOST}` });
  tenant = await openTenant(web.house, 'GIRAFE');
  const entered = await send('POST', '/login', HOME, new URLSearchParams({ email: tenant.email, password: PASSWORD }).toString());
  expect(entered.status).toBe(303);
  cookie = (entered.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
});
afterAll(async () => {
  await web?.stop();
  await database?.close();
});

const addresses = (): string[] => [
  ...routes.map((route) => addressOf(route, () => tenant)),
  '/healthz',
  '/icon.svg',
  '/no/such/page',
  '/api/v1/openapi.json',
  `/studio/${tenant.slug}/no-such-page`,
  '/studio/no-such-workspace',
];

/** No script at all, or files of ours and what carries the nonce of this very answer. */
const OURS = /(^|; )(script-src 'none'|default-src 'none'|script-src 'self'( 'nonce-[\w+/=-]+')?)(;|$)/;
/** Read by other people's pages on purpose: public, and the same for everybody. */
const FEEDS = /\/(atom\.xml|feed\.json|feed\.xml)$/;

test('a page that has not changed keeps its own policy: what a browser stored is not given another', async () => {
  const page = await send('GET', '/login', { cookie: '' });
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self'/);
  const again = await send('GET', '/login', { cookie: '', 'if-none-match': page.headers.etag! });
  expect([again.status, again.headers['content-security-policy']]).toEqual([304, undefined]);
});

test('every address answers with its policy, unsniffed, unframed, without a word of where one comes from, over HTTPS only', async () => {
  const faults: string[] = [];
  for (const as of ['signed in', 'stranger']) {
    const kept = cookie;
    if (as === 'stranger') cookie = '';
    for (const address of addresses()) {
      const { headers, status, text } = await send('GET', address);
      const policy = String(headers['content-security-policy'] ?? '');
      const fault = (what: string): void => void faults.push(`${as} ${status} ${address}: ${what}`);
      if (!OURS.test(policy)) fault(`policy ${policy || 'missing'}`);
      if (/unsafe-eval|script-src[^;]*(unsafe-inline|\*|data:)/.test(policy)) fault(`policy ${policy}`);
      if (!/frame-ancestors 'none'|sandbox/.test(policy) || headers['x-frame-options'] !== 'DENY') fault('may be framed');
      if (headers['x-content-type-options'] !== 'nosniff') fault('sniffed');
      if (headers['referrer-policy'] !== 'same-origin') fault(`referrer ${headers['referrer-policy']}`);
      if (headers['strict-transport-security'] !== 'max-age=31536000') fault('without HSTS');
      if (headers['access-control-allow-origin'] && !FEEDS.test(address)) fault('open to other origins');
      if (address.startsWith('/s/') && status === 200 && text.includes('<html') && !policy.includes("script-src 'none'"))
        fault('a site with scripts');
      if (/\bat .*\.(ts|js):\d+|node_modules|\/src\//.test(text) && !address.endsWith('.json')) fault('says where the code is');
      // Without a worker beside it, the web is not ready and says so.
      if (status >= 500 && address !== '/readyz') fault('an accident');
    }
    cookie = kept;
  }
  expect(faults).toEqual([]);
});

test('the style sheets and scripts of a page carry what a file can use: its type is not guessed', async () => {
  const { text } = await send('GET', `/studio/${tenant.slug}`);
  const files = [...text.matchAll(/(?:href|src)="(\/(?:_app|islands)\/[^"]+\.(?:css|js))"/g)].map((match) => match[1]!);
  expect(new Set(files.map((file) => file.split('.').at(-1)))).toEqual(new Set(['css', 'js']));
  for (const file of files) {
    const { status, headers } = await send('GET', file);
    expect([file, status, headers['x-content-type-options'], headers['content-security-policy']]).toEqual([
      file,
      200,
      'nosniff',
      undefined,
    ]);
  }
});

test('every cookie is for this host alone, over HTTPS, out of reach of scripts and of other sites', async () => {
  await send('POST', '/language', HOME, 'language=en');
  expect(given.length).toBeGreaterThan(1);
  for (const line of given) {
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; Secure/i);
    expect(line).toMatch(/; SameSite=(Lax|Strict)/i);
    expect(line).not.toMatch(/; Domain=/i);
  }
});

test('whatever another site makes a browser send is refused, by every action and method of the router', async () => {
  const taken: string[] = [];
  for (const route of routes) {
    if (route.id.startsWith('/api/')) continue;
    const address = addressOf(route, () => tenant);
    const posts = route.actions.map((action) => (action === 'default' ? address : `${address}?/${action}`));
    const methods = route.methods
      .filter((method) => method !== 'GET' && method !== 'HEAD')
      .map((method): [string, string] => [method, address]);
    for (const [method, target] of [...posts.map((post): [string, string] => ['POST', post]), ...methods])
      for (const headers of [STRANGER, { ...STRANGER, origin: 'null' }, { 'content-type': 'text/plain', origin: 'https://evil.example' }]) {
        const { status } = await send(method, target, headers as Record<string, string>, '{"a":"=b"}');
        if (status !== 403) taken.push(`${status} ${method} ${target} ${headers.origin} ${headers['content-type']}`);
      }
  }
  expect(taken).toEqual([]);
  expect(routes.filter(({ actions }) => actions.length > 0).length).toBeGreaterThan(15);
});

test('the API knows no cookies: a session opens nothing there, whatever type the body claims', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json'])
    for (const path of ['/api/v1/clients', '/api/v1/posts']) {
      const { status } = await send('POST', path, { ...STRANGER, accept: 'application/json', 'content-type': type }, '{"name":"x"}');
      expect(status, `${type} ${path}`).toBe(401);
    }
});

test('another Host is another site, never the studio, and no link is made of it', async () => {
  for (const host of ['evil.example', 'palabre.example.evil.example', 'palabre.example@evil.example', 'evil.example:443']) {
    for (const path of ['/login', '/', `/studio/${tenant.slug}`, '/reset']) {
      const { status, headers, text } = await send('GET', path, { host });
      const shown = `${headers.location ?? ''} ${text}`;
      expect(`${status} ${/evil\.example\/(login|reset|studio)/.test(shown)}`, `${host}${path}`).toMatch(/false$/);
      if (!host.includes('@')) expect(text, `${host}${path}`).not.toContain('name="password"');
    }
  }
});

test('what a proxy or a framework might say instead of the request is nobody’s word here', async () => {
  const lies = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example;proto=http' };
  const more = { 'x-original-url': `/studio/${tenant.slug}`, 'x-rewrite-url': `/studio/${tenant.slug}`, 'x-palabre-host': 'evil.example' };
  for (const path of ['/login', '/reset', `/s/${tenant.siteSlug}/`, `/s/${tenant.siteSlug}/${tenant.articleSlug}`]) {
    const honest = await send('GET', path);
    const { status, text, headers } = await send('GET', path, {
      ...lies,
      ...more,
      'x-palabre-proto': 'http',
      'x-palabre-origin': 'evil.example',
    });
    expect([status, headers['strict-transport-security']], path).toEqual([honest.status, 'max-age=31536000']);
    expect(text + JSON.stringify(headers), path).not.toContain('evil.example');
  }
  const { key } = await web.house.store.inWorkspace(tenant.workspaceId, { kind: 'system', name: 'cli' }, (ctx) =>
    makeApiKey(ctx, { name: 'Caisse', scope: 'publish', clientIds: null }),
  );
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const told = {
      accept: 'application/json',
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'if-match': '*',
      [name]: 'DELETE',
    };
    const { status } = await send('POST', `/api/v1/posts/${tenant.ids.post}?_method=DELETE`, told, '{"_method":"DELETE"}');
    expect(status, name).toBe(405);
  }
  expect(web.said()).not.toContain(key);
});

test('headers longer than anybody’s are refused, and a line in an address starts no header', async () => {
  expect((await send('GET', '/login', { 'x-long': 'x'.repeat(20_000) })).status).toBe(431);
  const split = '/%0d%0aset-cookie:%20a=b%0d%0a';
  for (const path of [split, `/login?next=${split}`, `/s/${tenant.siteSlug}${split}`, `/media/${split}/full`, `/studio/${split}`]) {
    const { headers } = await send('GET', path);
    expect(headers['set-cookie'] ?? [], path).not.toContainEqual(expect.stringMatching(/^a=b/));
  }
});

test('paths that climb reach no file', async () => {
  for (const path of [
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/package.json',
    '/_app/%2e%2e/%2e%2e/package.json',
    '/media/..%2f..%2f/full',
    '/_app/..%5c..%5cpackage.json',
    '/icon.svg%00.js',
  ]) {
    const { status, text } = await send('GET', path);
    expect(status, path).toBeGreaterThanOrEqual(400);
    expect(text, path).not.toMatch(/root:|"private": true/);
  }
});

test('after signing in one goes on inside, never to where the address bar wished', async () => {
  cookie = '';
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/%09/evil.example', 'javascript:alert(1)']) {
    const form = new URLSearchParams({ email: tenant.email, password: PASSWORD, next }).toString();
    const { headers } = await send('POST', `/login?next=${encodeURIComponent(next)}`, HOME, form);
    expect(new URL(String(headers.location), `https://${HOST}`).host, next).toBe(HOST);
  }
});

test('tries are counted for who really asks, whatever X-Forwarded-For claims', async () => {
  cookie = '';
  const form = new URLSearchParams({ password: 'trois pirogues bleues au large' }).toString();
  // The answer of the form itself, without the page around it.
  const script = { ...HOME, accept: 'application/json', 'x-sveltekit-action': 'true' };
  const answers: number[] = [];
  for (let n = 0; n < 62; n += 1) {
    const claimed = { 'x-forwarded-for': `198.51.100.${n}`, 'x-real-ip': `198.51.100.${n}`, 'x-palabre-client': `198.51.100.${n}` };
    const { text } = await send('POST', '/reset/guessed', { ...script, ...claimed }, form);
    answers.push((JSON.parse(text) as { status: number }).status);
  }
  expect(answers).toEqual([...Array<number>(60).fill(404), 429, 429]);
});
