import type { Wish } from '#modules/calendar/shapes';
import { newId, type Id } from '#words/ids.ts';
import type { Change, Edits, HandChange, WriteChange } from './changes.ts';
import type { Notebook, Waiting } from './notebook.ts';
import { writingIn } from './view-post.ts';
import { BLANK, FIELDS, same, type Field, type Writing } from './writing.ts';

const waits = (change: Change): Waiting => ({ change, left: false, accidents: 0 });

/** Fields of a post written on this device; what has not left yet is one change, however often it is written. */
export function writeDown(book: Notebook, post: { id: Id; clientId: Id }, fields: Partial<Writing>): Notebook {
  const before = writingIn(book, post.id);
  const written = FIELDS.filter((field) => fields[field] !== undefined && !same(fields[field], before[field]));
  const open = book.waiting.find((one) => !one.left && isWriting(one.change, post.id));
  const begun = open !== undefined || book.posts[post.id] !== undefined;
  if (written.length === 0 && begun) return book;
  const held: WriteChange = (open?.change as WriteChange | undefined) ?? {
    ...{ id: newId(), kind: 'write', postId: post.id, clientId: post.clientId },
    ...{ base: book.posts[post.id]?.version ?? null, edits: {} },
  };
  const edits = Object.fromEntries(
    written.map((field) => [field, { value: fields[field], known: held.edits[field]?.known ?? knownOf(book, post.id, field) }]),
  ) as Edits;
  const change = { ...held, edits: { ...held.edits, ...edits } };
  const waiting = open ? book.waiting.map((one) => (one === open ? { ...one, change } : one)) : [...book.waiting, waits(change)];
  return { ...book, waiting: followed(waiting, post.id, Object.fromEntries(written.map((field) => [field, fields[field]]))) };
}

const isWriting = (change: Change, postId: Id): change is WriteChange => change.kind === 'write' && change.postId === postId;

/**
 * The values a field was seen to have here: what left and may have arrived with all it knew, else what the house told. What the house tells
 * under something that waits is not seen.
 */
function knownOf(book: Notebook, postId: Id, field: Field): unknown[] {
  const left = book.waiting.flatMap(({ change }) => (isWriting(change, postId) ? (change.edits[field] ?? []) : []));
  if (left.length === 0) return [(book.posts[postId]?.writing ?? BLANK)[field]];
  const known: unknown[] = left.flatMap((edit) => [...edit.known, edit.value]);
  return known.filter((value, index) => known.findIndex((other) => same(other, value)) === index);
}

/** What the same person writes after asking is what they ask for; an hour taken away takes the wish to plan away. */
function followed(waiting: Waiting[], postId: Id, fields: Partial<Writing>): Waiting[] {
  return waiting.flatMap((one) => {
    const { change, left } = one;
    if (left || (change.kind !== 'plan' && change.kind !== 'ask') || change.postId !== postId) return [one];
    if (fields.wish === null) return [];
    const seen = { ...change.seen, ...fields };
    return [{ ...one, change: change.kind === 'plan' ? { ...change, seen, wish: fields.wish ?? change.wish } : { ...change, seen } }];
  });
}

/** Asks that the post leave at this hour. Checked on arrival, never done from here. */
export function askToPlan(book: Notebook, post: { id: Id; clientId: Id }, wish: Wish): Notebook {
  const noted = book.posts[post.id]?.planned ? book : writeDown(book, post, { wish });
  const others = noted.waiting.filter(({ change, left }) => left || change.kind !== 'plan' || change.postId !== post.id);
  return { ...noted, waiting: [...others, waits({ id: newId(), kind: 'plan', postId: post.id, seen: writingIn(noted, post.id), wish })] };
}

/** Asks that the client be shown the post as it is now. */
export function askToShow(book: Notebook, postId: Id): Notebook {
  const others = book.waiting.filter(({ change, left }) => left || change.kind !== 'ask' || change.postId !== postId);
  return { ...book, waiting: [...others, waits({ id: newId(), kind: 'ask', postId, seen: writingIn(book, postId) })] };
}

/** Nothing of a post leaves the house without a picture its writer put there: what was asked of it is told with why, and is to be asked again. */
export function holdBack(book: Notebook, postId: Id, code: string): Notebook {
  const isHeld = ({ change, left }: Waiting): boolean =>
    !left && (change.kind === 'plan' || change.kind === 'ask') && change.postId === postId;
  const held = book.waiting.filter(isHeld).map(({ change }) => ({ change, code, details: {} }));
  return { ...book, waiting: book.waiting.filter((one) => !isHeld(one)), troubles: [...book.troubles, ...held] };
}

/** What the person says of something they were to post by hand; said again before it left, the last word holds. */
export function answerByHand(book: Notebook, answer: Omit<HandChange, 'id' | 'kind'>): Notebook {
  const others = book.waiting.filter(({ change, left }) => left || change.kind !== 'hand' || change.publicationId !== answer.publicationId);
  return { ...book, waiting: [...others, waits({ id: newId(), kind: 'hand', ...answer })] };
}

/** Taken back before it left; what may have left stays. */
export const takeBack = (book: Notebook, changeId: Id): Notebook => ({
  ...book,
  waiting: book.waiting.filter(({ change, left }) => left || change.id !== changeId),
});

/** Seen, and given up. */
export const forgetTrouble = (book: Notebook, changeId: Id): Notebook => ({
  ...book,
  troubles: book.troubles.filter(({ change }) => change.id !== changeId),
});
