import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { codeFor } from '../../../tests/worlds/one-time-code.ts';
import { account, deskOf, PASSWORD } from '../../../tests/worlds/people.ts';
import { openBrowser, refused } from '../../../tests/worlds/visitors.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  readPerson,
  renewBackupCodes,
  signIn,
  stopSecondFactor,
  verifySecondFactor,
} from './index.server.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

/** A person with an app on their phone. */
async function equipped(name: string) {
  const desk = deskOf(database);
  const userId = await account(database, name);
  const form = { email: `${name.toLowerCase()}@example.com`, password: PASSWORD };
  const browser = openBrowser();
  browser.keep((await signIn(desk, browser.visitor(), form)).cookies);
  const { uri } = await beginSecondFactor(desk, browser.visitor(), userId, PASSWORD);
  const { cookies, backupCodes } = await confirmSecondFactor(desk, browser.visitor(), userId, codeFor(uri));
  browser.keep(cookies);
  return { desk, userId, form, uri, backupCodes, browser };
}

test('once confirmed, the password alone opens nothing; the code of the app does', async () => {
  const { desk, form, uri, browser } = await equipped('Awa');
  expect((await readPerson(desk, browser.visitor()))?.person.secondFactor).toBe(true);
  const phone = openBrowser('192.0.2.7');
  const first = await signIn(desk, phone.visitor(), form);
  expect(first.secondFactor).toBe(true);
  phone.keep(first.cookies);
  expect(await readPerson(desk, phone.visitor())).toBeNull();
  expect(await refused(verifySecondFactor(desk, phone.visitor(), '000000'))).toMatchObject({ code: 'code_wrong' });
  const code = codeFor(uri);
  phone.keep(await verifySecondFactor(desk, phone.visitor(), `${code.slice(0, 3)} ${code.slice(3)}`));
  expect((await readPerson(desk, phone.visitor()))?.person.name).toBe('Awa');
});

test('a code serves once, even within its half minute', async () => {
  const { desk, form, uri } = await equipped('Kofi');
  const code = codeFor(uri);
  const [owner, thief] = [openBrowser('192.0.2.8'), openBrowser('192.0.2.9')];
  owner.keep((await signIn(desk, owner.visitor(), form)).cookies);
  thief.keep((await signIn(desk, thief.visitor(), form)).cookies);
  owner.keep(await verifySecondFactor(desk, owner.visitor(), code));
  expect(await refused(verifySecondFactor(desk, thief.visitor(), code))).toMatchObject({ code: 'code_wrong' });
});

test('two who type the same code at the same instant do not both get in', async () => {
  const { desk, form, uri } = await equipped('Edem');
  const browsers = Array.from({ length: 4 }, (_, i) => openBrowser(`192.0.2.${40 + i}`));
  for (const browser of browsers) browser.keep((await signIn(desk, browser.visitor(), form)).cookies);
  const code = codeFor(uri);
  const entered = await Promise.allSettled(browsers.map((browser) => verifySecondFactor(desk, browser.visitor(), code)));
  expect(entered.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('each backup code opens once; new codes replace the old ones', async () => {
  const { desk, form, backupCodes, browser, userId } = await equipped('Sena');
  expect(new Set(backupCodes).size).toBe(10);
  const enter = async (code: string) => {
    const other = openBrowser('192.0.2.10');
    other.keep((await signIn(desk, other.visitor(), form)).cookies);
    return verifySecondFactor(desk, other.visitor(), code);
  };
  expect(await enter(backupCodes[0]!)).not.toHaveLength(0);
  expect(await refused(enter(backupCodes[0]!))).toMatchObject({ code: 'code_wrong' });
  const renewed = await renewBackupCodes(desk, browser.visitor(), userId, PASSWORD);
  expect(await refused(enter(backupCodes[1]!))).toMatchObject({ code: 'code_wrong' });
  expect(await enter(renewed[0]!)).not.toHaveLength(0);
});

test('without the first step there is no second one', async () => {
  const { desk, uri } = await equipped('Yao');
  for (const cookie of ['', 'palabre.two_factor=2fa-guessed.signature'])
    expect(await refused(verifySecondFactor(desk, { ...openBrowser().visitor(), cookie }, codeFor(uri)))).toMatchObject({
      code: 'second_factor_late',
    });
});

test('ten wrong codes in an hour close the account’s second step, over any number of challenges', async () => {
  const { desk, form, uri } = await equipped('Esi');
  const codes: string[] = [];
  for (let i = 0; i < 12; i += 1) {
    const guesser = openBrowser('192.0.2.20');
    guesser.keep((await signIn(desk, guesser.visitor(), form)).cookies);
    codes.push((await refused(verifySecondFactor(desk, guesser.visitor(), String(100_000 + i)))).code);
  }
  expect(codes).toEqual([...Array(10).fill('code_wrong'), 'too_many', 'too_many']);
  const owner = openBrowser('192.0.2.21');
  owner.keep((await signIn(desk, owner.visitor(), form)).cookies);
  expect(await refused(verifySecondFactor(desk, owner.visitor(), codeFor(uri)))).toMatchObject({ code: 'too_many' });
});

test('starting and stopping ask for the password', async () => {
  const { desk, browser, userId, form } = await equipped('Ama');
  expect(await refused(stopSecondFactor(desk, browser.visitor(), userId, 'not the password'))).toMatchObject({ code: 'password_wrong' });
  browser.keep(await stopSecondFactor(desk, browser.visitor(), userId, PASSWORD));
  expect(await refused(beginSecondFactor(desk, browser.visitor(), userId, 'not the password'))).toMatchObject({ code: 'password_wrong' });
  expect((await signIn(desk, openBrowser().visitor(), form)).secondFactor).toBe(false);
});
