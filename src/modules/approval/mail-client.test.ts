import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePost } from '#modules/calendar';
import { openMailer, type Mailer } from '#plumbing/mail';
import type { Id } from '#words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openMailbox, textOf, type Mailbox } from '../../../tests/worlds/mailbox.ts';
import { furnish } from '../calendar/furnish.fixture.ts';
import {
  actorOf,
  agreeMode,
  enterByLink,
  giveAnswer,
  mailContact,
  mailRequest,
  nameContact,
  presentPost,
  readAsked,
  readContact,
  readSession,
  verifyContact,
  wishMail,
  wishReminders,
  type ReadOnline,
} from './index.server.ts';

const HOUR = 3_600_000;
const noneOnline: ReadOnline = async () => new Map();
let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
let box: Mailbox;
let mail: Mailer;
let postId: Id;
let requestId: Id;
const config = { publicUrl: new URL('https://palabre.example'), smtpUrl: null };
const office = () => ({ ...database, config, mail });
const asAwa: ReturnType<typeof as> = (work) => as(database, awa, house.workspaceId)(work);
const later = (hours: number) => database.clock.set(new Date(database.clock.now().getTime() + hours * HOUR));
const asked = async () => (await asAwa((ctx) => readAsked(ctx, postId)))!;
/** The last letter, and the token of its link. */
const lastLetter = () => {
  const text = textOf(box.letters.at(-1) ?? '');
  return { text, token: /\/validate\/([\w-]{43})/.exec(text)?.[1] ?? '' };
};
const menu = (id: Id, text: string) => ({
  ...{ postId: id, clientId: house.clientId, name: text, wall: '2026-12-24T12:00', zone: 'Africa/Lome' },
  plannedAt: new Date('2026-12-24T12:00Z'),
  content: [{ channel: house.channelIds[0]!, network: 'mastodon', segments: [{ title: '', text, media: [] }] }],
});
const post = () => mailRequest(office(), house.workspaceId, requestId, noneOnline);

beforeAll(async () => {
  database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'));
  house = await furnish(database);
  box = await openMailbox();
  mail = openMailer({ smtpUrl: box.url, mailFrom: 'Palabre <palabre@palabre.example>', publicUrl: config.publicUrl })!;
  await asAwa((ctx) => agreeMode(ctx, house.clientId, { mode: 'required', minutes: 0 }));
  postId = (await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Le menu du jour' }))).id;
  await asAwa((ctx) => presentPost(ctx, menu(postId, 'Le menu du jour')));
  ({ requestId } = await asked());
});
afterAll(async () => {
  mail.close();
  await box.close();
  await database.close();
});

test('nothing goes to an address before somebody who reads mail there said that it is theirs', async () => {
  await expect(asAwa((ctx) => wishMail(ctx, requestId))).rejects.toMatchObject({ code: 'approval_no_address' });
  await asAwa((ctx) => nameContact(ctx, house.clientId, { name: 'Mme Afi', email: 'afi@example.com' }));
  await mailContact(office(), house.workspaceId, house.clientId);
  await mailContact(office(), house.workspaceId, house.clientId);
  expect(box.letters).toHaveLength(1);
  const { text, token } = lastLetter();
  expect(text).toContain(`https://palabre.example/validate/${token}/address`);
  expect(text).not.toContain('menu');
  await expect(enterByLink(database.store, token, 'Mme Afi'), 'it opens no post').rejects.toMatchObject({ code: 'approval_link_dead' });
  await expect(asAwa((ctx) => wishMail(ctx, requestId))).rejects.toMatchObject({ code: 'approval_no_address' });
  await verifyContact(database.store, token);
  await verifyContact(database.store, token);
  expect(await asAwa((ctx) => readContact(ctx, house.clientId))).toMatchObject({ verifiedAt: database.clock.now() });
});

test('the link is mailed once; a reminder after its hours, by itself; an answer by it is of the kind link', async () => {
  box.letters.length = 0;
  const required = { mode: 'required', minutes: 0 } as const;
  await asAwa((ctx) => agreeMode(ctx, house.clientId, { ...required, silence: 'publish', silenceHours: 72 }));
  await asAwa((ctx) => wishMail(ctx, requestId));
  await post();
  await post();
  expect(box.letters).toHaveLength(1);
  const tacit = /Comme convenu.*avant le vendredi 4 décembre, 8\sh, ce sera un oui/;
  const first = lastLetter();
  expect(first.text).toContain('Bonjour Mme Afi');
  expect(first.text).toMatch(/jeudi 24 décembre/);
  expect(first.text, 'what their silence means').toMatch(tacit);

  later(23);
  await wishReminders(database, noneOnline);
  await post();
  expect(box.letters, 'not yet').toHaveLength(1);
  later(1);
  await wishReminders(database, noneOnline);
  await wishReminders(database, noneOnline);
  await post();
  expect(box.letters).toHaveLength(2);
  expect(lastLetter().text).toContain('attend encore votre réponse');
  expect(lastLetter().text, 'counted from the letter that told of it').toMatch(tacit);
  await asAwa((ctx) => agreeMode(ctx, house.clientId, { ...required, silence: 'hold' }));
  await wishReminders(database, noneOnline);
  await post();
  expect(box.letters, 'once for each of its hours').toHaveLength(2);

  const { token } = await enterByLink(database.store, first.token, 'Mme Afi');
  const session = (await readSession(database.store, token))!;
  const { fingerprint: print } = await asked();
  await database.store.inWorkspace(house.workspaceId, actorOf(session), (ctx) =>
    giveAnswer(ctx, requestId, postId, { verdict: 'yes', print, note: '', kind: session.kind }),
  );
  expect((await asked()).answers).toMatchObject([{ kind: 'link', who: 'Mme Afi' }]);
  later(24);
  await wishReminders(database, noneOnline);
  await post();
  expect(box.letters, 'nothing waits for them any more').toHaveLength(2);
});

test('a post that joins an open request is told of by one letter, once nothing joined for half an hour', async () => {
  box.letters.length = 0;
  for (const text of ['Le menu de demain', 'Le menu du lendemain']) {
    const { id } = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text }));
    await asAwa((ctx) => presentPost(ctx, menu(id, text)));
    later(1 / 3);
    await wishReminders(database, noneOnline);
    await post();
  }
  expect(box.letters).toHaveLength(0);
  later(1 / 3);
  for (let n = 0; n < 2; n += 1) {
    await wishReminders(database, noneOnline);
    await post();
  }
  expect(box.letters).toHaveLength(1);
  expect(lastLetter().text).toContain('vous propose 2 publications');
});

test('another address: what was mailed to the one before opens nothing any more', async () => {
  const { token } = lastLetter();
  await asAwa((ctx) => nameContact(ctx, house.clientId, { name: 'M. Koffi', email: 'koffi@example.com' }));
  await expect(enterByLink(database.store, token, 'Mme Afi')).rejects.toMatchObject({ code: 'approval_link_dead' });
  await expect(asAwa((ctx) => wishMail(ctx, requestId))).rejects.toMatchObject({ code: 'approval_no_address' });
});
