import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { hearSilence, readRequest, saySent } from '#modules/approval';
import { savePost } from '#modules/calendar';
import { readOnline } from '#modules/publishing';
import { noon, openAsking } from './asking.fixture.ts';
import { schedulePost } from './plan-post.ts';

const world = openAsking();
const { agree, answer, asAwa, asked } = world;

const ask = async (): Promise<string> => {
  await agree('required', 0, { silence: 'again', silenceHours: 24 });
  await asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  return (await asked()).requestId;
};
const request = (id: string) => asAwa((ctx) => readRequest(ctx, id));

test('an answer by a link that nobody said was sent shows that it left; once somebody says so, that is what is known', async () => {
  const id = await ask();
  expect(await request(id)).toMatchObject({ sentAt: null, reached: false });
  await answer('change', { note: 'Le prix' });
  const { answeredAt } = (await asked()).answers[0]!;
  expect(await request(id)).toMatchObject({ sentAt: answeredAt, reached: true });
  await asAwa((ctx) => saySent(ctx, id));
  expect(await request(id), 'said at the very moment of the answer').toMatchObject({ sentAt: answeredAt, reached: false });
  await answer('change', { note: 'Le prix, et l’heure' });
  expect(await request(id), 'said before: an answer changes nothing').toMatchObject({ reached: false });
});

test('asked once more after silence, nothing is known to have left; the next answer shows it again', async () => {
  const id = await ask();
  const other = { clientId: world.house.clientId, text: 'Le plat du soir', variants: [world.variant(0)] };
  const { id: second } = await asAwa((ctx) => savePost(ctx, other));
  await asAwa((ctx) => schedulePost(ctx, second, noon));
  await answer('yes');
  expect(await request(id)).toMatchObject({ reached: true });
  world.database.clock.set(new Date(world.database.clock.now().getTime() + 24 * 3_600_000));
  await asAwa((ctx) => hearSilence(ctx, readOnline));
  expect(await request(id)).toMatchObject({ sentAt: null, reached: false });
  await answer('no');
  expect(await request(id)).toMatchObject({ sentAt: world.database.clock.now(), reached: true });
});

test('what an answer had shown before this was written down is carried over, and what somebody said stays said', async () => {
  const answered = await ask();
  await answer('yes');
  const before = await request(answered);
  const { database, house } = world;
  const [said] = await database.peek<{ id: string }>(
    `insert into approval.request (workspace_id, id, client_id, addressee, created_at, created_by_name, expires_at, sent_at)
     select workspace_id, gen_random_uuid(), client_id, '', created_at, 'Awa', expires_at, sent_at - interval '1 minute'
     from approval.request where workspace_id = $1 and id = $2 returning id`,
    [house.workspaceId, answered],
  );
  await database.peek('alter table approval.request drop column reached');
  // As an owner who is no superuser: security is forced on them too.
  await database.peek(`alter table approval.request owner to ${database.app.user}`);
  const owner = new pg.Client(database.app);
  await owner.connect();
  await owner.query(await readFile('migrations/0063-reached.sql', 'utf8'));
  await owner.end();
  expect(await request(answered)).toEqual(before);
  expect(before).toMatchObject({ reached: true });
  expect(await request(said!.id)).toMatchObject({ reached: false });
});
