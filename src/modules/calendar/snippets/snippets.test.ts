import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openClient, type ClientWorld } from '../../../../tests/worlds/client.ts';
import { openTestDatabase, type TestDatabase } from '../../../../tests/worlds/database.ts';
import { refused } from '../../../../tests/worlds/visitors.ts';
import { newId } from '../../../words/ids.ts';
import { keepSnippet, listMentions, listSnippets, removeSnippet } from '../index.server.ts';
import { appended, cleanHashtags, readSnippetForm, type SnippetForm } from './snippet.ts';

let database: TestDatabase;
let world: ClientWorld;
beforeAll(async () => void (database = await openTestDatabase()));
beforeEach(async () => void (world = await openClient(database)));
afterAll(() => database.close());

/** A network `one` where handles are letters, and no other. */
const mentionOn = (network: string) =>
  network === 'one' ? (handle: string) => (/^[a-z]+$/.test(handle) ? `@${handle}` : null) : undefined;
const keep = (wanted: Partial<SnippetForm>, whose = world.clientId) =>
  world.asAwa((ctx) =>
    keepSnippet(ctx, whose, { kind: 'block', name: 'Horaires', text: 'De 11 h à 22 h', handles: {}, ...wanted }, mentionOn),
  );

test('what is kept is offered by name, changed, and taken away', async () => {
  const hours = await keep({});
  await keep({ kind: 'hashtags', name: 'Cuisine', text: '#ablo #Lomé' });
  await keep({ id: hours.id, text: 'De 10 h à 22 h' });
  const names = async () => (await world.asAwa((ctx) => listSnippets(ctx, world.clientId))).map(({ name, text }) => [name, text]);
  expect(await names()).toEqual([
    ['Cuisine', '#ablo #Lomé'],
    ['Horaires', 'De 10 h à 22 h'],
  ]);
  await world.asAwa((ctx) => removeSnippet(ctx, world.clientId, hours.id));
  expect((await names()).map(([name]) => name)).toEqual(['Cuisine']);
  expect(await refused(world.asAwa((ctx) => removeSnippet(ctx, world.clientId, hours.id)))).toMatchObject({ code: 'not_found' });
  await keep({});
});

test('someone no longer offered is still named by what was written; the one kept since comes first', async () => {
  const { id } = await keep({ kind: 'mention', name: 'Kodjo', handles: { one: 'kodjo' } });
  await world.asAwa((ctx) => removeSnippet(ctx, world.clientId, id));
  expect(await world.asAwa((ctx) => listMentions(ctx, world.clientId))).toEqual([{ name: 'Kodjo', handles: { one: 'kodjo' } }]);
  await keep({ kind: 'mention', name: 'kodjo', handles: { one: 'kodjogrill' } });
  expect((await world.asAwa((ctx) => listMentions(ctx, world.clientId)))[0]).toEqual({ name: 'kodjo', handles: { one: 'kodjogrill' } });
});

test('a name twice, nothing to put, a handle no network reads, brackets in a name: refused', async () => {
  await keep({});
  expect(await refused(keep({ name: 'HORAIRES' }))).toMatchObject({ code: 'snippet_name_taken' });
  expect(await refused(keep({ name: 'Vide', text: '' }))).toMatchObject({ code: 'snippet_empty' });
  const kodjo = { kind: 'mention', name: 'Kodjo' } as const;
  expect(await refused(keep({ ...kodjo, handles: { one: 'pas bon' } }))).toMatchObject({ code: 'snippet_handle_unreadable' });
  expect(await refused(keep({ ...kodjo, handles: { two: 'kodjo' } }))).toMatchObject({ code: 'snippet_handle_unreadable' });
  expect(await refused(keep({ ...kodjo, name: 'Ko]djo' }))).toMatchObject({ code: 'invalid', field: 'name' });
  expect(await refused(keep({ id: newId() }))).toMatchObject({ code: 'not_found' });
});

test('a creator keeps for the clients they were given; a guest reads; others see no such client', async () => {
  await keep({});
  const kodjo = await world.join('Kodjo', 'creator', [world.clientId]);
  const guest = await world.join('Essi', 'guest', [world.clientId]);
  const stranger = await world.join('Sena', 'creator', []);
  const more: SnippetForm = { kind: 'block', name: 'Mentions légales', text: 'RCCM Lomé', handles: {} };
  await world.as(kodjo)((ctx) => keepSnippet(ctx, world.clientId, more, mentionOn));
  expect(await world.as(guest)((ctx) => listSnippets(ctx, world.clientId))).toHaveLength(2);
  expect(await refused(world.as(guest)((ctx) => keepSnippet(ctx, world.clientId, more, mentionOn)))).toMatchObject({ code: 'forbidden' });
  expect(await refused(world.as(stranger)((ctx) => listSnippets(ctx, world.clientId)))).toMatchObject({ code: 'not_found' });
});

test('tags are read as people type them, each once', () => {
  expect(cleanHashtags('#marché, Lomé  ablo;#Marché\n#2026 c’est #l_été!')).toBe('#marché #Lomé #ablo #cest #l_été');
});

test('the page’s form: a pasted handle loses its @, an empty one is nothing', () => {
  const form = new FormData();
  for (const [name, value] of [
    ['kind', 'mention'],
    ['name', ' Kodjo '],
    ['handle.one', '\u2068@kodjo '],
    ['handle.two', ' '],
  ] as const)
    form.set(name, value);
  expect(readSnippetForm(form)).toEqual({ kind: 'mention', name: 'Kodjo', text: '', handles: { one: 'kodjo' } });
});

test('at the end of a text, someone joins the sentence and a block stands apart', () => {
  expect(appended('Merci à ', { kind: 'mention', name: 'Kodjo', text: '' })).toBe('Merci à @[Kodjo]');
  expect(appended('Midi.\n', { kind: 'hashtags', name: 'x', text: '#ablo' })).toBe('Midi.\n\n#ablo');
  expect(appended(' ', { kind: 'block', name: 'x', text: 'Ouvert' })).toBe('Ouvert');
});
