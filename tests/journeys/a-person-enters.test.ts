import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSignInLink, renewSetupLink } from '../../src/modules/team/index.server.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { account, PASSWORD } from '../worlds/people.ts';
import { startWeb, type RunningWeb } from './palabre/web.ts';
import { openVisitor } from './tenants/visitor.ts';

/** The front door of the built web process, without a browser: what every visitor gets, with and without an account. */
let database: TestDatabase;
let web: RunningWeb;
beforeAll(async () => {
  database = await openTestDatabase();
  web = await startWeb(database, { PALABRE_SMTP_URL: 'smtp://127.0.0.1:1' });
});
afterAll(async () => {
  await web?.stop();
  await database?.close();
});

const login = (email: string, password: string): [string, string][] => [
  ['email', email],
  ['password', password],
];
/** A page without the address somebody typed into it. */
const without = (text: string, email: string): string => text.replaceAll(email, '…');

test('the set-up link makes the first account, once; looking at it changes nothing', async () => {
  const token = (await renewSetupLink(web.house))!;
  const visitor = openVisitor(web.origin);
  expect((await visitor.get('/')).text).toContain('Palabre est prêt');
  for (let look = 0; look < 2; look += 1) expect((await visitor.get(`/setup/${token}`)).status).toBe(200);
  const form = (password: string): [string, string][] => [
    ['name', 'Kossiwa Adjovi'],
    ['email', 'kossiwa@example.com'],
    ['password', password],
    ['workspace', 'Atelier Kossiwa'],
    ['country', 'TG'],
    ['currency', ''],
    ['zone', ''],
    ['language', 'fr'],
  ];
  const weak = await visitor.post(`/setup/${token}`, form('kossiwa2026'));
  expect([weak.status, weak.text.includes('se devine trop vite'), weak.text.includes('Atelier Kossiwa')]).toEqual([422, true, true]);
  const made = await visitor.post(`/setup/${token}`, form(PASSWORD));
  expect([made.status, made.location]).toEqual([303, '/studio/atelier-kossiwa']);
  expect((await visitor.get('/studio/atelier-kossiwa/clients')).text).toContain('Atelier Kossiwa');
  expect((await visitor.get(`/setup/${token}`)).status).toBe(404);
  const [workspace] = await database.peek('select currency, zone from team.workspace');
  expect(workspace).toEqual({ currency: 'XOF', zone: 'Africa/Lome' });
  expect(await database.peek("select 1 from channels.channel where network = 'site'")).toHaveLength(1);
});

test('nothing tells an account that exists from one that does not', async () => {
  await account(database, 'Known');
  const [known, unknown] = ['known@example.com', 'unknown@example.com'];
  const ask = async (email: string) => {
    const visitor = openVisitor(web.origin);
    const tried = await visitor.post('/login', login(email, 'not the password'));
    const reset = await visitor.post('/reset', [['email', email]]);
    const after = await visitor.get(reset.location);
    return [tried.status, without(tried.text, email), reset.status, reset.location, after.status, after.text];
  };
  expect(await ask(known)).toEqual(await ask(unknown));
});

test('the eleventh try in an hour is told to wait, in words', async () => {
  const visitor = openVisitor(web.origin);
  const tries = await Promise.all(Array.from({ length: 11 }, () => visitor.post('/login', login('guessed@example.com', 'guess'))));
  expect(tries.map((page) => page.status).sort()).toEqual([...Array(10).fill(401), 429]);
  expect(tries.find((page) => page.status === 429)!.text).toContain('Trop d’essais');
});

test('a form posted from another site is refused and does nothing', async () => {
  const token = await makeSignInLink(web.house, await account(database, 'Target'));
  const body = new URLSearchParams();
  const post = (headers: Record<string, string>) =>
    fetch(`${web.origin}/enter/${token}`, { method: 'POST', body, headers, redirect: 'manual' });
  for (const headers of [{ origin: 'https://evil.example' }, { origin: web.origin, 'sec-fetch-site': 'same-site' }, { origin: 'null' }])
    expect((await post(headers as Record<string, string>)).status).toBe(403);
  expect((await post({ origin: web.origin })).headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
});

test('entry pages run no script, speak the visitor’s language and carry their guards', async () => {
  for (const [wish, sentence, lang] of [
    ['fr', 'Se connecter', 'fr'],
    ['en-GB,en;q=0.9', 'Sign in', 'en'],
  ] as const) {
    const page = await fetch(`${web.origin}/login`, { headers: { 'accept-language': wish } });
    const text = await page.text();
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text).toContain(sentence);
    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/<link[^>]+modulepreload/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
});

test('a visitor is asked to sign in and goes on where they wanted, never elsewhere', async () => {
  const visitor = openVisitor(web.origin);
  expect((await visitor.get('/studio/anything/calendar?month=2026-12')).location).toBe(
    '/login?next=%2Fstudio%2Fanything%2Fcalendar%3Fmonth%3D2026-12',
  );
  await account(database, 'Wanderer');
  const answer = await visitor.post('/login', [...login('wanderer@example.com', PASSWORD), ['next', '//evil.example/']]);
  expect([answer.status, answer.location]).toEqual([303, '/']);
  expect((await visitor.get('/studio/anything/calendar')).status).toBe(404);
});
