import { expect, test } from 'vitest';
import { newId, type Id } from '../../words/ids.ts';
import type { Change, Outcome, WriteChange } from './changes.ts';
import { askedBy, hear, leave, type Told } from './exchange.ts';
import { newNotebook, type Copy, type Notebook } from './notebook.ts';
import { BLANK } from './writing.ts';
import { viewPost } from './view-post.ts';
import { answerByHand, askToPlan, askToShow, holdBack, writeDown } from './write-down.ts';

const clientId = newId();
const post = { id: newId(), clientId };
const copy = (text: string, version = 1): Copy => ({
  ...{ id: post.id, clientId, version, plannedAt: null, planned: false, label: 'draft', sign: 'brouillon', mark: `${version}` },
  writing: { ...BLANK, text },
});
const told = (...posts: Copy[]): Told => ({
  ...{ now: '2026-12-01T08:00:00.000Z', all: posts.map(({ id }) => id), posts, conflicts: [], clients: [], channels: [], mayPlan: true },
});
const begun = (): Notebook => hear(newNotebook(newId()), { outcomes: [], told: told(copy('un')) });
const writes = (book: Notebook): WriteChange[] => book.waiting.map(({ change }) => change as WriteChange);
const all = (is: Outcome['is'], changes: readonly Change[]) => changes.map(({ id }) => ({ id, is })) as Outcome[];

test('what is written before it leaves is one change, and knows what the house had told', () => {
  const book = writeDown(writeDown(begun(), post, { text: 'deux' }), post, { text: 'trois', title: 'Titre' });
  expect(writes(book)).toMatchObject([
    { base: 1, edits: { text: { value: 'trois', known: ['un'] }, title: { value: 'Titre', known: [''] } } },
  ]);
  expect(viewPost(book, post.id)).toMatchObject({ kept: true, writing: { text: 'trois', title: 'Titre' } });
});

test('what has left is never changed: what is written after it knows that it may have arrived', () => {
  const left = leave(writeDown(begun(), post, { text: 'deux' }));
  const book = writeDown(left, post, { text: 'trois' });
  expect(writes(book).map(({ edits }) => edits.text)).toEqual([
    { value: 'deux', known: ['un'] },
    { value: 'trois', known: ['un', 'deux'] },
  ]);
  expect(new Set(writes(book).map(({ id }) => id)).size).toBe(2);
});

test('what the house tells under something that waits was not seen, and is not known', () => {
  const left = leave(writeDown(begun(), post, { text: 'deux' }));
  const waits = hear(left, { outcomes: all('again', askedBy(left).changes), told: told(copy('de Kodjo', 2)) });
  const book = writeDown(waits, post, { text: 'trois' });
  expect(writes(book)[1]!.edits.text!.known).toEqual(['un', 'deux']);
  expect(viewPost(book, post.id)!.writing.text).toBe('trois');
});

test('an accident is asked again, and the third one stands in nobody’s way', () => {
  let book = writeDown(begun(), post, { text: 'deux' });
  for (let n = 1; n <= 3; n += 1) {
    book = leave(book);
    book = hear(book, { outcomes: all('failed', askedBy(book).changes), told: told(copy('un')) });
    expect(book.waiting.length).toBe(n < 3 ? 1 : 0);
  }
  expect(book.troubles).toMatchObject([{ code: 'accident', change: { edits: { text: { value: 'deux' } } } }]);
});

test('what is refused is kept with all that was written', () => {
  const book = leave(writeDown(begun(), post, { text: 'deux' }));
  const [change] = askedBy(book).changes;
  const after = hear(book, { outcomes: [{ id: change!.id, is: 'refused', code: 'post_deleted', details: {} }], told: told() });
  expect(after.waiting).toEqual([]);
  expect(after.troubles).toEqual([{ change, code: 'post_deleted', details: {} }]);
  expect(viewPost(after, post.id)).toBeNull();
});

test('a wish to plan follows what the same person writes after it, until it leaves', () => {
  const wish = { wall: '2026-12-24T12:00', zone: 'Africa/Lome' };
  const asked = askToPlan(begun(), post, wish);
  const book = writeDown(asked, post, { text: 'deux' });
  const plan = (of: Notebook) => of.waiting.map(({ change }) => change).find(({ kind }) => kind === 'plan');
  expect(plan(book)).toMatchObject({ wish, seen: { text: 'deux', wish } });
  expect(plan(writeDown(leave(book), post, { text: 'trois' }))).toMatchObject({ seen: { text: 'deux' } });
  expect(plan(writeDown(book, post, { wish: null }))).toBeUndefined();
});

test('of two answers by hand the last one leaves', () => {
  const publicationId: Id = newId();
  const say = (decision: 'published' | 'drop') => ({ publicationId, decision, url: '', minutes: 15, saidAt: '2026-12-01T08:00:00Z' });
  const book = answerByHand(answerByHand(begun(), say('published')), say('drop'));
  expect(book.waiting).toMatchObject([{ change: { kind: 'hand', decision: 'drop' } }]);
});

test('however many stand at the head, something new leaves with each call', () => {
  let book = begun();
  for (let n = 0; n < 45; n += 1) book = writeDown(book, { id: newId(), clientId }, { text: `${n}` });
  book = leave(book);
  expect(askedBy(book).changes.length).toBe(40);
  expect(askedBy(leave(book)).changes.length).toBe(41);
});

test('a call stays under what the house takes, and a text longer than that leaves alone', () => {
  let book = begun();
  for (let n = 0; n < 5; n += 1) book = writeDown(book, { id: newId(), clientId }, { text: `${n}`.repeat(100_000) });
  const first = leave(book);
  expect(askedBy(first).changes.length).toBe(2);
  expect(askedBy(leave(writeDown(begun(), { id: newId(), clientId }, { text: 'x'.repeat(300_000) }))).changes.length).toBe(1);
});

test('what was asked of a post is held back where a picture of it was refused, unless it may have left', () => {
  const wish = { wall: '2026-12-24T12:00', zone: 'Africa/Lome' };
  const asked = askToShow(askToPlan(begun(), post, wish), post.id);
  const held = holdBack(asked, post.id, 'file_refused');
  expect(held.waiting.map(({ change }) => change.kind)).toEqual(['write']);
  expect(held.troubles.map(({ change, code }) => [change.kind, code])).toEqual([
    ['plan', 'file_refused'],
    ['ask', 'file_refused'],
  ]);
  expect(holdBack(asked, newId(), 'file_refused')).toEqual(asked);
  const gone = leave(asked);
  expect(holdBack(gone, post.id, 'file_refused')).toEqual(gone);
});
