import { calendar_at_their_clock, calendar_clash, calendar_close } from '#messages';
import { getLocale } from '#messages/runtime';
import { ofPlace, sayClock } from '#words/spoken.ts';
import type { ShownPost } from './shown-post.ts';

/** « 13 h à l’horloge de Porto-Novo »; '' where both clocks agree. */
export const sayTheirs = ({ theirs }: ShownPost): string =>
  theirs ? calendar_at_their_clock({ time: sayClock(theirs.clock, getLocale()), place: ofPlace(theirs.zone, getLocale()) }) : '';

/** Advice about a neighbour on the same account; '' when it has none too close. */
export function sayClose({ close }: ShownPost): string {
  if (!close) return '';
  return close.minutes === 0
    ? calendar_clash({ account: close.account })
    : calendar_close({ account: close.account, minutes: close.minutes });
}
