import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { deskOf, PASSWORD } from '../../../tests/worlds/people.ts';
import { openBrowser, refused } from '../../../tests/worlds/visitors.ts';
import { isFirstRun, isSetupLink, readMembership, renewSetupLink, setUp, signIn } from './index.server.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const workspace = { name: 'Chez Awa — Lomé', country: 'TG', currency: 'XOF', zone: 'Africa/Lome', language: 'fr' } as const;
const awa = { name: 'Awa', email: 'awa@example.com', password: PASSWORD, workspace };

test('the link of the last start works until the first owner exists; only making the account consumes it', async () => {
  const desk = deskOf(database);
  const former = (await renewSetupLink(desk))!;
  const token = (await renewSetupLink(desk))!;
  expect(await isSetupLink(desk, former)).toBe(false);
  expect(await isSetupLink(desk, 'guessed')).toBe(false);
  for (let opened = 0; opened < 3; opened += 1) expect(await isSetupLink(desk, token)).toBe(true);
  expect(await isFirstRun(desk)).toBe(true);

  expect(await refused(setUp(desk, token, { ...awa, password: 'awa@example.com' }))).toMatchObject({ code: 'password_weak' });
  expect(await refused(setUp(desk, former, awa))).toMatchObject({ code: 'link_dead' });
  await expect(
    setUp(desk, token, awa, async () => {
      throw new Error('the site could not be made');
    }),
  ).rejects.toThrow('the site');
  expect(await isSetupLink(desk, token)).toBe(true);

  const both = await Promise.allSettled([setUp(desk, token, awa), setUp(desk, token, { ...awa, email: 'intruder@example.com' })]);
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await database.peek('select 1 from team.workspace')).toHaveLength(1);
  expect(await isSetupLink(desk, token)).toBe(false);
  expect(await isFirstRun(desk)).toBe(false);
  expect(await renewSetupLink(desk)).toBeNull();
});

test('the first owner signs in and finds the workspace at its address', async () => {
  const desk = deskOf(database);
  const [person] = await database.peek<{ id: string; email: string }>('select id, email from auth.person');
  await signIn(desk, openBrowser().visitor(), { email: person!.email, password: PASSWORD });
  expect(await readMembership(desk, person!.id, 'chez-awa-lome')).toMatchObject({
    workspaceName: workspace.name,
    role: 'owner',
    country: 'TG',
  });
  expect(await readMembership(desk, person!.id, 'elsewhere')).toBeNull();
});

test('the database holds the hash of the link, never the link', async () => {
  const other = await openTestDatabase();
  try {
    const token = (await renewSetupLink(deskOf(other)))!;
    const [row] = await other.peek<{ found: string }>(
      "select encode(token_hash, 'escape') || encode(token_hash, 'base64') as found from team.setup_link",
    );
    expect(row!.found).not.toContain(token);
  } finally {
    await other.close();
  }
});
