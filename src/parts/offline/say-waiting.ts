import {
  calendar_untitled,
  offline_trouble_accident,
  offline_trouble_file,
  offline_waiting_ask,
  offline_waiting_drop,
  offline_waiting_not_yet,
  offline_waiting_plan,
  offline_waiting_published,
  offline_waiting_write,
} from '#messages';
import { getLocale } from '#messages/runtime';
import { firstLine } from '#modules/calendar/shapes';
import { writingIn, type Change, type Notebook, type Trouble, type Waiting } from '#modules/offline/shapes';
import { sayMoment, shownInstant } from '#words/spoken.ts';
import { FILE_REFUSED } from './carry.ts';

/** What waits, one line for all that was written in one post. */
export const listWaiting = ({ waiting }: Notebook): Waiting[] =>
  waiting.filter(
    ({ change }, index) =>
      change.kind !== 'write' || !waiting.slice(0, index).some((one) => one.change.kind === 'write' && one.change.postId === change.postId),
  );

/** What a change is, for the person who made it. */
export function sayChange(change: Change): string {
  if (change.kind === 'write') return offline_waiting_write();
  if (change.kind === 'ask') return offline_waiting_ask();
  if (change.kind === 'plan') {
    const { wall, zone } = change.wish;
    const at = shownInstant(wall, zone);
    return offline_waiting_plan({ moment: at ? sayMoment(at, zone, getLocale()) : wall });
  }
  return { published: offline_waiting_published, not_yet: offline_waiting_not_yet, drop: offline_waiting_drop }[change.decision]();
}

/** The post a change is about; '' for an answer about something posted by hand. */
export function nameOf(book: Notebook, change: Change): string {
  if (change.kind === 'hand') return '';
  const { title, text } = writingIn(book, change.postId);
  const written = change.kind === 'write' ? change.edits : {};
  return firstLine(written.title?.value ?? title, written.text?.value ?? text) || calendar_untitled();
}

/** Why it was not done: what this device knows, or as the house said it in the person's language. */
export function sayTrouble({ code, details }: Trouble): string {
  if (code === 'accident') return offline_trouble_accident();
  return code === FILE_REFUSED ? offline_trouble_file() : String(details['sentence'] ?? code);
}

/** The words that were to be put in, so that they can be taken from here. */
export function wordsOf({ change }: Trouble): string {
  if (change.kind === 'hand') return change.url;
  return change.kind === 'write' ? [change.edits.title?.value, change.edits.text?.value].filter(Boolean).join('\n\n') : '';
}
