import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  listRequests,
  mailContact,
  mailRequest,
  nameContact,
  readDoor,
  saySent,
  verifyContact,
  wishMail,
  wishReminders,
} from '#modules/approval';
import { savePost } from '#modules/calendar';
import { readOnline } from '#modules/publishing';
import { openMailer, type Mailer } from '#plumbing/mail';
import type { Id } from '#words/ids.ts';
import { listStill } from '../modules/notices/telling/still-so.ts';
import type { NoticeRow } from '../modules/notices/telling/telling.sql.ts';
import { openMailbox, textOf, type Mailbox } from '../../tests/worlds/mailbox.ts';
import { openDesk, type Desk } from '../../tests/worlds/publishing/desk.ts';
import { noon, openAsking } from './asking.fixture.ts';
import { hearSilences } from './hear-silences.ts';
import { schedulePost } from './plan-post.ts';

/** A post that went out without the client's yes, because nothing waited for it: nobody is asked about it any more. */
const world = openAsking();
const { agree, answer, asAwa, asked, enter, states } = world;

const HOUR = 3_600_000;
const config = { publicUrl: new URL('https://palabre.example'), smtpUrl: null };
let box: Mailbox;
let mail: Mailer;
let desk: Desk;
let requestId: Id;

beforeAll(async () => {
  box = await openMailbox();
  mail = openMailer({ smtpUrl: box.url, mailFrom: 'Palabre <palabre@palabre.example>', publicUrl: config.publicUrl })!;
});
afterAll(async () => {
  mail.close();
  await box.close();
});
beforeEach(async () => {
  world.database.clock.set(new Date('2026-12-24T08:00:00Z'));
  desk = await openDesk('K', { database: world.database, workspaceId: world.house.workspaceId });
  // The desk knows one account; here there are two, whoever answers there.
  const { open } = desk.world.channels;
  desk.world.channels.open = async (...which) => ({ ...(await open(...which))!, networkUserId: null });
  // Whoever reads mail there said that the address is theirs.
  await asAwa((ctx) => nameContact(ctx, world.house.clientId, { name: 'Mme Afi', email: 'afi@example.com' }));
  await mailContact(office(), world.house.workspaceId, world.house.clientId);
  await verifyContact(world.database.store, /\/validate\/([\w-]{43})/.exec(textOf(box.letters.at(-1)!))![1]!);
  await agree('optional');
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  ({ requestId } = await asked());
  await asAwa((ctx) => wishMail(ctx, requestId));
  await letters();
  box.letters.length = 0;
});

const office = () => ({ ...world.database, config, mail });
const later = (hours: number) => world.database.clock.set(new Date(world.database.clock.now().getTime() + hours * HOUR));
/** What the client was mailed until now, by the jobs of the worker. */
async function letters(): Promise<string[]> {
  await wishReminders(world.database, readOnline);
  await mailRequest(office(), world.house.workspaceId, requestId, readOnline);
  return box.letters.map(textOf);
}
const news = async (subject: NoticeRow['subject'], about: Record<string, string>) =>
  (await asAwa((ctx) => listStill(ctx, [{ subject, about, until: null, client_id: null } as NoticeRow]))).length;
const today = () => asAwa((ctx) => listRequests(ctx, readOnline, { open: true }));
const atTheDoor = async () => (await readDoor(world.database.store, (await enter()).token, readOnline)).count;
const another = async (text: string, wall: string) => {
  const variants = [world.variant(0)];
  const { id } = await asAwa((ctx) => savePost(ctx, { clientId: world.house.clientId, text, variants }));
  await asAwa((ctx) => schedulePost(ctx, id, { ...noon, wall }));
};

test('what is online waits for nobody: not on Today, not at the door, in no letter, in no silence', async () => {
  expect([(await today())[0]!.turns.client, await atTheDoor()], 'before').toEqual([1, 1]);
  await desk.run(5 * HOUR);
  expect([await states(), (await asked()).turn]).toEqual([['PUBLISHED', 'PUBLISHED'], 'client']);
  expect([await today(), await atTheDoor()]).toEqual([[], 0]);
  const all = await asAwa((ctx) => listRequests(ctx, readOnline));
  expect(all).toMatchObject([{ turns: { inside: 0, client: 0, us: 0, done: 0, online: 1 }, since: null, toSend: null }]);
  for (const hours of [25, 24, 24]) {
    later(hours);
    expect(await letters()).toEqual([]);
  }
  // Agreed since: silence says nothing of it either.
  for (const silence of ['publish', 'again'] as const) {
    await agree('required', 0, { silence, silenceHours: 24 });
    await hearSilences(world.database);
    expect([(await asked()).turn, (await asked()).answers]).toEqual(['client', []]);
  }
  await asAwa((ctx) => wishMail(ctx, requestId));
  expect(await letters(), 'a letter wished by hand has nothing to say').toEqual([]);
});

test('nobody inside is told any more that a message is to be sent, or a version to be read, about what went out meanwhile', async () => {
  await world.database.peek('update approval.request set by_mail = false, sent_at = null where id = $1', [requestId]);
  const both = async () => {
    const silence = await news('silence', { requestId });
    await world.database.peek(`update approval.asked set turn = 'inside' where post_id = $1`, [world.postId]);
    const inside = await news('asked', { postId: world.postId });
    await world.database.peek(`update approval.asked set turn = 'client' where post_id = $1`, [world.postId]);
    return [silence, inside];
  };
  expect(await both()).toEqual([1, 1]);
  await desk.run(5 * HOUR);
  expect(await both()).toEqual([0, 0]);
});

test('another post of the same request is asked about alone', async () => {
  await another('Le plat du soir', '2026-12-30T12:00');
  await letters();
  later(1);
  await letters();
  box.letters.length = 0;
  await desk.run(5 * HOUR);
  expect(await today()).toMatchObject([{ turns: { client: 1, online: 1 } }]);
  later(25);
  const [reminder, ...more] = await letters();
  expect(more).toEqual([]);
  expect(reminder).toContain('une publication pour Chez Tantine Afi attend encore votre réponse');
  expect(reminder).toMatch(/Elle doit partir le mercredi 30 décembre/);
});

test('a word of theirs that comes after it went out is taken, and is ours to read', async () => {
  await desk.run(5 * HOUR);
  later(1);
  await answer('change', { note: 'Le prix' });
  expect((await asked()).answers).toMatchObject([{ verdict: 'change', note: 'Le prix' }]);
  expect(await today()).toMatchObject([{ turns: { client: 0, us: 1, online: 0 } }]);
  expect(await news('change', { postId: world.postId })).toBe(1);
  const told = `select about->>'verdict' as verdict from facts.fact where name = 'approval.answered' and about->>'postId' = $1`;
  expect(await world.database.peek(told, [world.postId])).toEqual([{ verdict: 'change' }]);
});

test('a change asked for before it went out without it holds nobody up afterwards', async () => {
  await answer('change', { note: 'Le prix' });
  expect(await today()).toMatchObject([{ turns: { us: 1 } }]);
  later(1);
  await desk.run(5 * HOUR);
  expect([await states(), await today()]).toEqual([['PUBLISHED', 'PUBLISHED'], []]);
});

test.for(['FAILED', 'CANCELLED'] as const)(
  'out on one account only, it waits as before, unless the other was taken back: %s',
  async (end) => {
    const where = 'publication_id = (select id from publishing.publication where post_id = $1 order by channel_id desc limit 1)';
    await world.database.peek(`delete from publishing.due where ${where}`, [world.postId]);
    const put = (state: string) =>
      world.database.peek(`update publishing.publication set state = $2 where ${where.replace('publication_id', 'id')}`, [
        world.postId,
        state,
      ]);
    for (const state of ['DRAFT', 'SCHEDULED', 'WAITING', 'HELD', 'UNCERTAIN', 'NEEDS_DECISION']) {
      await put(state);
      await desk.run(HOUR);
      expect([state, await today(), await atTheDoor()]).toMatchObject([state, [{ turns: { client: 1, online: 0 } }], 1]);
    }
    expect(await states()).toEqual(['PUBLISHED', 'NEEDS_DECISION']);
    await put(end);
    expect([(await today()).length, await atTheDoor()]).toEqual(end === 'FAILED' ? [1, 1] : [0, 0]);
  },
);

test('a letter names the next hour that is still ahead, and none where there is none', async () => {
  await agree('required');
  await another('Le plat du soir', '2026-12-26T12:00');
  later(1);
  await letters();
  box.letters.length = 0;
  later(25);
  const first = (await letters()).at(-1);
  expect(first, 'the hour of one of two is over').toMatch(/attendent encore[^]*La prochaine doit partir le samedi 26 décembre/);
  later(48);
  const last = (await letters()).at(-1)!;
  expect(box.letters).toHaveLength(2);
  expect(last).toContain('attendent encore');
  expect(last).not.toMatch(/doit partir|décembre/);
  await asAwa((ctx) => saySent(ctx, requestId));
  await asAwa((ctx) => wishMail(ctx, requestId));
  expect((await letters()).at(-1), 'nor in one that is mailed anew').not.toMatch(/avant le|décembre/);
});
