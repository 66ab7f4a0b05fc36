import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openMailer, type Mailer } from '#plumbing/mail';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openMailbox, textOf, type Mailbox } from '../../../tests/worlds/mailbox.ts';
import { account, deskOf, openWorkspace, PASSWORD } from '../../../tests/worlds/people.ts';
import { openBrowser, refused } from '../../../tests/worlds/visitors.ts';
import {
  askMove,
  askReset,
  confirmMove,
  deliverLetter,
  invite,
  isResetLink,
  mailInvitation,
  readInvitation,
  readPerson,
  removeSecondFactor,
  resetByLink,
  resetPassword,
  signIn,
} from './index.server.ts';

const publicUrl = new URL('https://palabre.example');
const NEXT = 'sept barques jaunes sur la lagune d’Aného';
let database: TestDatabase;
let post: Mailbox;
let mail: Mailer;
let box: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  post = await openMailbox();
  box = post.letters;
  mail = openMailer({ smtpUrl: post.url, mailFrom: 'Palabre <palabre@palabre.example>', publicUrl })!;
});
afterAll(async () => {
  mail.close();
  await post.close();
  await database.close();
});
beforeEach(() => void (box.length = 0));

/** A desk with a bell; what it rang is kept. */
function letterbox() {
  const rung: string[] = [];
  const ring = async (_db: unknown, queue: string, data: Record<string, string>) => void rung.push(`${queue} ${data.letterId}`);
  return { ...deskOf(database, { publicUrl, smtpUrl: 'smtp://127.0.0.1' }), jobs: { ring }, mail, rung };
}

/** The worker answers every bell rung so far, as often as it was rung. */
async function work(desk: ReturnType<typeof letterbox>): Promise<void> {
  for (const line of desk.rung) await deliverLetter(desk, line.split(' ')[1]!);
}

/** The link in the only letter of the box. */
function linkIn(path: string): string {
  expect(box).toHaveLength(1);
  const text = textOf(box[0]!);
  const link = new RegExp(`https://palabre\\.example${path}/([\\w-]+)`).exec(text);
  expect(link, text).not.toBeNull();
  return link![1]!;
}

test('the web does the same for a known and an unknown address; only the known one gets a letter', async () => {
  const desk = letterbox();
  await account(database, 'Awa');
  const browser = openBrowser('192.0.2.30');
  for (const email of ['awa@example.com', 'nobody@example.com'])
    expect(await askReset(desk, browser.visitor(), { email, language: 'fr' })).toBeUndefined();
  expect(desk.rung).toHaveLength(2);
  const rows = await database.peek<{ email: string; handled_at: Date | null }>(
    'select email, handled_at from team.letter order by asked_at',
  );
  expect(rows.map((row) => [row.email, row.handled_at])).toEqual([
    ['awa@example.com', null],
    ['nobody@example.com', null],
  ]);
  await work(desk);
  const token = linkIn('/reset');
  expect(box[0]).toContain('To: awa@example.com');
  await work(desk);
  expect(box).toHaveLength(1);

  const visitor = browser.visitor();
  browser.keep((await signIn(desk, visitor, { email: 'awa@example.com', password: PASSWORD })).cookies);
  expect(await refused(resetByLink(desk, visitor, token, 'Awa12345678'))).toMatchObject({ code: 'password_weak' });
  expect(await isResetLink(desk, token)).toBe(true);
  await resetByLink(desk, visitor, token, NEXT);
  expect(await readPerson(desk, browser.visitor())).toBeNull();
  expect(await refused(resetByLink(desk, visitor, token, PASSWORD))).toMatchObject({ code: 'link_dead' });
  expect(await refused(signIn(desk, visitor, { email: 'awa@example.com', password: PASSWORD }))).toMatchObject({ code: 'sign_in_wrong' });
  await signIn(desk, visitor, { email: 'awa@example.com', password: NEXT });
});

test('four letters an hour to one address, whoever asks', async () => {
  const desk = letterbox();
  const codes: string[] = [];
  for (let i = 0; i < 6; i += 1) {
    const asked = askReset(desk, openBrowser(`198.51.100.${i}`).visitor(), { email: 'flooded@example.com', language: 'fr' });
    codes.push(
      await asked.then(
        () => 'sent',
        (refusal: { code: string }) => refusal.code,
      ),
    );
  }
  expect(codes).toEqual(['sent', 'sent', 'sent', 'sent', 'too_many', 'too_many']);
});

test('a reset link dies after an hour, and a letter nobody could send after a day', async () => {
  const desk = letterbox();
  await account(database, 'Kofi');
  const ask = () => askReset(desk, openBrowser('192.0.2.31').visitor(), { email: 'kofi@example.com', language: 'fr' });
  await ask();
  await work(desk);
  const token = linkIn('/reset');
  database.clock.advance(3_600_001);
  expect(await isResetLink(desk, token)).toBe(false);
  box.length = 0;
  await ask();
  database.clock.advance(86_400_001);
  await work(desk);
  expect(box).toHaveLength(0);
});

test('a mail server that is down loses no letter', async () => {
  const desk = letterbox();
  await account(database, 'Sena');
  await askReset(desk, openBrowser('192.0.2.32').visitor(), { email: 'sena@example.com', language: 'fr' });
  const down = openMailer({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'a@b.example', publicUrl })!;
  await expect(work({ ...desk, mail: down })).rejects.toThrow();
  await work(desk);
  linkIn('/reset');
});

test('an invitation is mailed once, in its language, with a link of the public address', async () => {
  const desk = letterbox();
  const workspace = await openWorkspace(database, 'Atelier Adjovi');
  const { invitationId, token: shown } = await workspace.as(workspace.awa)((ctx) =>
    invite(ctx, { email: 'mail@example.com', role: 'guest', clientIds: [], language: 'en' }),
  );
  await mailInvitation({ ...desk, mail: null }, workspace.workspaceId, invitationId);
  expect(await readInvitation(desk, shown)).not.toBeNull();
  await mailInvitation(desk, workspace.workspaceId, invitationId);
  await mailInvitation(desk, workspace.workspaceId, invitationId);
  expect(box[0]).toContain('Subject: Invitation to join Atelier Adjovi on Palabre');
  const token = linkIn('/invite');
  expect(await readInvitation(desk, token)).toMatchObject({ email: 'mail@example.com' });
  expect(await readInvitation(desk, shown)).toBeNull();
});

test('a new address counts once its own mailbox has confirmed it', async () => {
  const desk = letterbox();
  const userId = await account(database, 'Yao');
  await account(database, 'Esi');
  const person = { userId, name: 'Yao', email: 'yao@example.com', locale: 'fr', secondFactor: false } as const;
  expect(await refused(askMove(desk, person, { email: 'yao@new.example', password: 'wrong' }))).toMatchObject({ code: 'password_wrong' });
  await askMove(desk, person, { email: 'esi@example.com', password: PASSWORD });
  await work(desk);
  expect(box).toHaveLength(0);
  await askMove(desk, person, { email: 'yao@new.example', password: PASSWORD });
  await work(desk);
  const token = linkIn('/account/address');
  const esi = { ...person, userId: (await database.peek<{ id: string }>("select id from auth.person where name = 'Esi'"))[0]!.id };
  expect(await refused(confirmMove(desk, esi, token))).toMatchObject({ code: 'link_dead' });
  await confirmMove(desk, person, token);
  await signIn(desk, openBrowser('192.0.2.33').visitor(), { email: 'yao@new.example', password: PASSWORD });
  expect(await refused(confirmMove(desk, person, token))).toMatchObject({ code: 'link_dead' });
});

test('the operator resets a password and removes a lost phone’s code from the command line', async () => {
  const desk = letterbox();
  await account(database, 'Ama');
  await resetPassword(desk, ' AMA@example.com', NEXT);
  await signIn(desk, openBrowser('192.0.2.34').visitor(), { email: 'ama@example.com', password: NEXT });
  await removeSecondFactor(desk, 'ama@example.com');
  expect(await refused(resetPassword(desk, 'nobody@example.com', NEXT))).toMatchObject({ code: 'not_found' });
});
