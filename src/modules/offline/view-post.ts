import type { Id } from '#words/ids.ts';
import type { Change } from './changes.ts';
import type { Copy, Notebook, Waiting } from './notebook.ts';
import { BLANK, FIELDS, type Writing } from './writing.ts';

/** A post as this device shows it: what the house told, and over it what was written here since. */
export interface SeenPost extends Omit<Copy, 'version' | 'mark'> {
  version: number | null;
  /** Something of it has not arrived. */
  kept: boolean;
  /** Asked for, to be checked on arrival. */
  asked: Change['kind'][];
}

const about = (waiting: readonly Waiting[], postId: Id) =>
  waiting.filter(({ change }) => change.kind !== 'hand' && change.postId === postId).map(({ change }) => change);

/** The writing with what waits put over it, in the order it was written. */
export function writingIn(book: Pick<Notebook, 'posts' | 'waiting'>, postId: Id): Writing {
  const writing = { ...(book.posts[postId]?.writing ?? BLANK) };
  for (const change of about(book.waiting, postId))
    if (change.kind === 'write')
      for (const field of FIELDS) if (change.edits[field]) Object.assign(writing, { [field]: change.edits[field].value });
  return writing;
}

/** @returns null for a post this device knows nothing of */
export function viewPost(book: Notebook, postId: Id): SeenPost | null {
  const copy = book.posts[postId];
  const waiting = about(book.waiting, postId);
  const begun = waiting.find((change) => change.kind === 'write');
  if (!copy && begun?.kind !== 'write') return null;
  const { planned, label, sign, plannedAt } = copy ?? { planned: false, label: 'draft', sign: 'brouillon', plannedAt: null };
  return {
    ...{ id: postId, clientId: copy?.clientId ?? (begun as { clientId: Id }).clientId, version: copy?.version ?? null },
    ...{ planned, label, sign, plannedAt },
    writing: writingIn(book, postId),
    kept: waiting.length > 0,
    asked: waiting.map(({ kind }) => kind).filter((kind) => kind !== 'write'),
  };
}

/** Every post of the notebook, those begun here included, without an order. */
export function viewPosts(book: Notebook): SeenPost[] {
  const begun = book.waiting.flatMap(({ change }) => (change.kind === 'write' ? [change.postId] : []));
  return [...new Set([...Object.keys(book.posts), ...begun])].flatMap((id) => viewPost(book, id) ?? []);
}
