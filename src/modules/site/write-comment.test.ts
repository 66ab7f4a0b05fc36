import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import {
  answerComment,
  commentStamp,
  countPendingComments,
  decideComment,
  forgetSenders,
  hideArticle,
  listComments,
  readComments,
  writeComment,
} from './index.server.ts';
import { kossiwasSite, type KossiwasSite } from './world.fixture.ts';

let database: TestDatabase;
let world: KossiwasSite;
let articleId: string;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
beforeEach(async () => {
  world = await kossiwasSite(database);
  articleId = await world.publish('Trois erreurs', 'Le prix n’y est pas.');
});

const YAO = '41.207.1.2';

async function write(text: string, options: { from?: string; website?: string; waits?: number; shown?: string } = {}) {
  const shown = options.shown ?? (await world.visit((ctx) => commentStamp(ctx, world.siteId, articleId)));
  database.clock.advance(options.waits ?? 10_000);
  return world.visit((ctx) =>
    writeComment(ctx, world.siteId, 'trois-erreurs', { name: 'Yao S.', text, shown, website: options.website ?? '' }, options.from ?? YAO),
  );
}
const seen = () => world.visit((ctx) => readComments(ctx, articleId));
const pending = () => world.asAwa((ctx) => listComments(ctx, { state: 'pending' }));
const approveFirst = async () => {
  const [first] = await pending();
  await world.asAwa((ctx) => decideComment(ctx, first!.id, 'approved'));
  return first!.id;
};

test('a comment shows only after a person approved it', async () => {
  expect(await write('Fait lire à toute l’équipe.')).toBe('received');
  expect(await seen()).toEqual([]);
  expect(await world.asAwa(countPendingComments)).toBe(1);
  await approveFirst();
  expect(await seen()).toMatchObject([{ authorName: 'Yao S.', text: 'Fait lire à toute l’équipe.', byAuthor: false }]);
  expect(await world.asAwa(countPendingComments)).toBe(0);
});

test('the author’s answer stands below what it answers, and makes it public', async () => {
  await write('Et quand le client refuse ?');
  await write('Merci.');
  const [question] = await pending();
  await world.asAwa((ctx) => answerComment(ctx, question!.id, 'Je lui compte les silences.'));
  await approveFirst();
  expect((await seen()).map((one) => [one.byAuthor, one.text])).toEqual([
    [false, 'Et quand le client refuse ?'],
    [true, 'Je lui compte les silences.'],
    [false, 'Merci.'],
  ]);
});

test('a refused comment and spam never show, and a decision can be taken back', async () => {
  await write('Achetez mes montres');
  const id = await approveFirst();
  for (const decision of ['spam', 'refused'] as const) {
    await world.asAwa((ctx) => decideComment(ctx, id, decision));
    expect(await seen()).toEqual([]);
  }
  await world.asAwa((ctx) => decideComment(ctx, id, 'approved'));
  expect(await seen()).toHaveLength(1);
  await world.asAwa((ctx) => decideComment(ctx, id, 'pending'));
  expect(await seen()).toEqual([]);
  expect(await world.asAwa(countPendingComments)).toBe(1);
});

test('who fills the field nobody sees is told the same and nothing is kept', async () => {
  expect(await write('Spam', { website: 'https://spam.example' })).toBe('trapped');
  expect(await pending()).toEqual([]);
});

test('a form sent in under three seconds, with no stamp of ours, or two days old is refused', async () => {
  await expect(write('Vite', { waits: 1_000 })).rejects.toMatchObject({ code: 'comment_too_fast' });
  await expect(write('Faux', { shown: 'zzzz.AAAA' })).rejects.toMatchObject({ code: 'comment_form_old' });
  await expect(write('Vieux', { waits: 49 * 3600_000 })).rejects.toMatchObject({ code: 'comment_form_old' });
  const other = await world.publish('Autre', 'texte');
  const elsewhere = await world.visit((ctx) => commentStamp(ctx, world.siteId, other));
  await expect(write('Emprunté', { shown: elsewhere })).rejects.toMatchObject({ code: 'comment_form_old' });
  expect(await pending()).toEqual([]);
});

test('three comments in ten minutes per network address, IPv6 by its network, then one may write again', async () => {
  for (const n of [1, 2, 3]) await write(`mot ${n}`, { from: `2001:db8:1:2::${n}` });
  await expect(write('mot 4', { from: '2001:db8:1:2:ffff::4' })).rejects.toMatchObject({ code: 'comment_too_many', status: 429 });
  expect(await write('une voisine', { from: '2001:db8:1:3::1' })).toBe('received');
  database.clock.advance(10 * 60_000);
  expect(await write('mot 5', { from: '2001:db8:1:2::5' })).toBe('received');
});

test('ten comments sent at the same instant do not slip past the limit', async () => {
  const shown = await world.visit((ctx) => commentStamp(ctx, world.siteId, articleId));
  database.clock.advance(10_000);
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) =>
      world.visit((ctx) => writeComment(ctx, world.siteId, 'trois-erreurs', { name: 'Robot', text: `mot ${n}`, shown }, YAO)),
    ),
  );
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(3);
});

test('the mark of a visitor is not their address and is erased after a day', async () => {
  await write('bonjour');
  const marks = () =>
    database.peek<{ sender: Buffer | null }>('select sender from site.comment where workspace_id = $1', [world.workspaceId]);
  expect((await marks())[0]!.sender!.toString('latin1')).not.toContain(YAO);
  await forgetSenders(database.store);
  expect((await marks())[0]!.sender).not.toBeNull();
  database.clock.advance(25 * 3600_000);
  await forgetSenders(database.store);
  expect((await marks())[0]!.sender).toBeNull();
});

test('nobody comments on a hidden article', async () => {
  await world.asAwa((ctx) => hideArticle(ctx, articleId));
  await expect(write('encore là ?')).rejects.toMatchObject({ code: 'not_found' });
});

test('a creator reads comments of their clients but does not decide; another workspace sees nothing', async () => {
  await write('bonjour');
  const [one] = await pending();
  const creator = await world.join('Edem', 'creator', [world.clientId]);
  expect(await world.as(creator)(countPendingComments)).toBe(1);
  const outsider = await world.join('Sika', 'creator');
  expect(await world.as(outsider)(countPendingComments)).toBe(0);
  await expect(world.as(creator)((ctx) => decideComment(ctx, one!.id, 'approved'))).rejects.toMatchObject({
    code: 'forbidden',
  });
  const neighbour = await kossiwasSite(database);
  await expect(neighbour.asAwa((ctx) => decideComment(ctx, one!.id, 'approved'))).rejects.toMatchObject({ code: 'not_found' });
  expect(await neighbour.asAwa((ctx) => listComments(ctx, { state: 'pending' }))).toEqual([]);
  expect(await neighbour.asAwa(countPendingComments)).toBe(0);
});
