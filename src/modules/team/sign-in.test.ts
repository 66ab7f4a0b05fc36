import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { account, deskOf, PASSWORD } from '../../../tests/worlds/people.ts';
import { refused } from '../../../tests/worlds/visitors.ts';
import { readPerson, signIn, signOut } from './index.server.ts';
import { countTry, forgetTries } from './limit-tries.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const from = (address: string, cookie = '') => ({ address, cookie, userAgent: 'Firefox on a laptop' });
const cookieOf = (lines: string[]): string => lines.map((line) => line.split(';')[0]).join('; ');

test('with the right password Awa is signed in, until she signs out', async () => {
  const desk = deskOf(database);
  const userId = await account(database, 'Awa');
  const { cookies, secondFactor } = await signIn(desk, from('10.0.0.1'), { email: 'AWA@example.com ', password: PASSWORD });
  expect(secondFactor).toBe(false);
  const cookie = cookieOf(cookies);
  expect((await readPerson(desk, from('10.0.0.1', cookie)))?.person).toMatchObject({ userId, name: 'Awa', email: 'awa@example.com' });
  await signOut(desk, from('10.0.0.1', cookie));
  expect(await readPerson(desk, from('10.0.0.1', cookie))).toBeNull();
});

test('on HTTPS the session cookie is bound to the host; it is never given to scripts', async () => {
  await account(database, 'Secure');
  const form = { email: 'secure@example.com', password: PASSWORD };
  const https = deskOf(database, { publicUrl: new URL('https://palabre.example') });
  const [line] = (await signIn(https, from('10.0.0.2'), form)).cookies;
  expect(line).toMatch(/^__Host-palabre\.session_token=/);
  for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(line).toContain(attribute);
  expect(line).not.toContain('Domain');
  const [plain] = (await signIn(deskOf(database), from('10.0.0.2'), form)).cookies;
  expect(plain).toMatch(/^palabre\.session_token=/);
  expect(plain).not.toContain('Secure');
});

test('a session prepared by somebody else is not the one that signing in opens', async () => {
  const desk = deskOf(database);
  const [victim] = [await account(database, 'Dzifa'), await account(database, 'Voleur')];
  const thief = cookieOf((await signIn(desk, from('10.0.0.4'), { email: 'voleur@example.com', password: PASSWORD })).cookies);
  // The thief's own cookie, or one that was made up, waits in the victim's browser.
  for (const planted of [thief, 'palabre.session_token=chosen-by-the-thief.c2lnbmF0dXJl']) {
    const { cookies } = await signIn(desk, from('10.0.0.5', planted), { email: 'dzifa@example.com', password: PASSWORD });
    expect(cookieOf(cookies).split('; ')).not.toContain(planted);
    expect((await readPerson(desk, from('10.0.0.5', cookieOf(cookies))))?.person.userId).toBe(victim);
    expect((await readPerson(desk, from('10.0.0.4', planted)))?.person.userId).not.toBe(victim);
  }
});

test('an unknown account and a wrong password are answered alike', async () => {
  const desk = deskOf(database);
  await account(database, 'Kofi');
  const wrong = await refused(signIn(desk, from('10.0.0.3'), { email: 'kofi@example.com', password: 'not this one' }));
  const unknown = await refused(signIn(desk, from('10.0.0.3'), { email: 'nobody@example.com', password: 'not this one' }));
  const noAddress = await refused(signIn(desk, from('10.0.0.3'), { email: 'not an address', password: 'not this one' }));
  const answer = { code: 'sign_in_wrong', status: 401, details: {}, field: undefined };
  for (const refusal of [wrong, unknown, noAddress]) expect(refusal).toMatchObject(answer);
});

test('after ten tries in an hour an account waits, existing or not, even with the right password and from elsewhere', async () => {
  const desk = deskOf(database);
  await account(database, 'Sena');
  for (const email of ['sena@example.com', 'ghost@example.com']) {
    const tries = Array.from({ length: 12 }, (_, i) => refused(signIn(desk, from(`10.1.0.${i}`), { email, password: 'wrong' })));
    const codes = (await Promise.all(tries)).map((refusal) => refusal.code);
    expect(codes.filter((code) => code === 'sign_in_wrong')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too_many')).toHaveLength(2);
    expect(await refused(signIn(desk, from('10.9.9.9'), { email, password: PASSWORD }))).toMatchObject({
      code: 'too_many',
      details: { minutes: 60 },
    });
  }
  database.clock.advance(3_600_001);
  expect((await signIn(desk, from('10.9.9.9'), { email: 'sena@example.com', password: PASSWORD })).cookies).not.toHaveLength(0);
});

test('a hundred tries at once over several processes are still counted one by one', async () => {
  const desks = [deskOf(database), deskOf(database)];
  const tries = Array.from({ length: 100 }, (_, i) => countTry(desks[i % 2]!, 'sign-in/account', 'crowd@example.com'));
  const settled = await Promise.allSettled(tries);
  expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(10);
  await forgetTries(desks[0]!, 'sign-in/account', 'crowd@example.com');
  await countTry(desks[1]!, 'sign-in/account', 'crowd@example.com');
});

test('one address that tries many accounts is stopped too', async () => {
  const desk = deskOf(database);
  await account(database, 'Afi');
  // Sixty tries of this hour, counted as signIn counts them; hashing sixty passwords would only cost time.
  for (let i = 0; i < 60; i += 1) await countTry(desk, 'sign-in/address', '10.2.0.1');
  const form = { email: 'afi@example.com', password: PASSWORD };
  expect(await refused(signIn(desk, from('10.2.0.1'), form))).toMatchObject({ code: 'too_many', status: 429 });
  await signIn(desk, from('10.2.0.2'), form);
});

test('the right password clears the slips before it', async () => {
  const desk = deskOf(database);
  await account(database, 'Yao');
  const form = { email: 'yao@example.com', password: PASSWORD };
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 4; i += 1) await refused(signIn(desk, from('10.3.0.1'), { ...form, password: 'slip' }));
    await signIn(desk, from('10.3.0.1'), form);
  }
});
