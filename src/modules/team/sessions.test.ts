import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { account, deskOf, PASSWORD } from '../../../tests/worlds/people.ts';
import { openBrowser, refused } from '../../../tests/worlds/visitors.ts';
import {
  changePassword,
  enterByLink,
  isResetLink,
  isSignInLink,
  listSessions,
  makeResetLink,
  makeSignInLink,
  readPerson,
  revokeSession,
  signIn,
} from './index.server.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

test('Awa sees where she is signed in and ends the session of a lost phone', async () => {
  const desk = deskOf(database);
  const userId = await account(database, 'Awa');
  const stranger = await account(database, 'Kofi');
  const form = { email: 'awa@example.com', password: PASSWORD };
  const [laptop, phone] = [openBrowser('192.0.2.1', 'Firefox'), openBrowser('192.0.2.2', 'Chrome on Android')];
  for (const browser of [laptop, phone]) browser.keep((await signIn(desk, browser.visitor(), form)).cookies);
  const sessions = await listSessions(desk, userId);
  expect(sessions.map((s) => [s.userAgent, s.address]).sort()).toEqual([
    ['Chrome on Android', '192.0.2.2'],
    ['Firefox', '192.0.2.1'],
  ]);
  expect(JSON.stringify(sessions)).not.toContain('token');
  const lost = sessions.find((s) => s.userAgent.includes('Android'))!;
  expect(await refused(revokeSession(desk, stranger, lost.id))).toMatchObject({ code: 'not_found' });
  await revokeSession(desk, userId, lost.id);
  expect(await readPerson(desk, phone.visitor())).toBeNull();
  expect((await readPerson(desk, laptop.visitor()))?.person.name).toBe('Awa');
});

test('a new password asks for the current one and ends the other sessions, and the links that let in', async () => {
  const desk = deskOf(database);
  await account(database, 'Sena');
  const form = { email: 'sena@example.com', password: PASSWORD };
  const [here, elsewhere] = [openBrowser('192.0.2.3'), openBrowser('192.0.2.4')];
  for (const browser of [here, elsewhere]) browser.keep((await signIn(desk, browser.visitor(), form)).cookies);
  const { person } = (await readPerson(desk, here.visitor()))!;
  const next = 'trois pirogues bleues au large de Kpalimé';
  const change = (current: string, password: string) => changePassword(desk, here.visitor(), person, { current, password });
  expect(await refused(change('wrong', next))).toMatchObject({ code: 'password_wrong' });
  expect(await refused(change(PASSWORD, 'sena2026sena'))).toMatchObject({ code: 'password_weak' });
  expect(await refused(change(PASSWORD, 'court'))).toMatchObject({ code: 'password_short', details: { least: 10 } });
  const [link, reset] = [await makeSignInLink(desk, person.userId), await makeResetLink(desk, person.userId)];
  here.keep(await change(PASSWORD, next));
  expect([await isSignInLink(desk, link), await isResetLink(desk, reset)]).toEqual([false, false]);
  expect((await readPerson(desk, here.visitor()))?.person.name).toBe('Sena');
  expect(await readPerson(desk, elsewhere.visitor())).toBeNull();
  await signIn(desk, elsewhere.visitor(), { ...form, password: next });
});

test('a one-time sign-in link opens one session, and looking at it opens none', async () => {
  const desk = deskOf(database);
  const userId = await account(database, 'Yao');
  const token = await makeSignInLink(desk, userId);
  expect([await isSignInLink(desk, token), await isSignInLink(desk, token)]).toEqual([true, true]);
  const browser = openBrowser();
  browser.keep(await enterByLink(desk, browser.visitor(), token));
  expect((await readPerson(desk, browser.visitor()))?.person.name).toBe('Yao');
  expect(await refused(enterByLink(desk, browser.visitor(), token))).toMatchObject({ code: 'link_dead' });
  const late = await makeSignInLink(desk, userId);
  database.clock.advance(24 * 3_600_000 + 1);
  expect(await refused(enterByLink(desk, browser.visitor(), late))).toMatchObject({ code: 'link_dead' });
});
