import { firstLine } from '#modules/calendar/shapes';
import { writingIn, type Change, type Notebook } from '#modules/offline/shapes';

/** The page's own words, as data attributes of its form. */
export interface Words {
  draft: string;
  other: string;
}

/** A thing as its writer would call it: its title, or its first line. */
export function nameOf(book: Notebook, change: Change): string {
  if (change.kind === 'hand') return change.url || change.decision;
  const { title, text } = writingIn(book, change.postId);
  const edits = change.kind === 'write' ? change.edits : {};
  return firstLine(edits.title?.value ?? title, edits.text?.value ?? text) || '…';
}
