import {
  check_alt_missing,
  check_media_shape_refused,
  check_media_too_large,
  check_media_type_refused,
  check_rights_over,
  check_segment_empty,
  check_segment_too_long,
  check_segment_too_many_bytes,
  check_text_empty,
  check_text_too_long,
  check_text_too_many_bytes,
  check_thread_not_known,
  check_title_missing,
  check_too_many_media,
} from '#messages';
import { getLocale } from '#messages/runtime';
import type { Check } from '#networks/contract';
import { sayDate } from '#words/spoken.ts';

const WORDS: Record<string, (details: never) => string> = {
  alt_missing: check_alt_missing,
  media_shape_refused: check_media_shape_refused,
  media_too_large: check_media_too_large,
  media_type_refused: check_media_type_refused,
  rights_over: ({ name, date }: { name: string; date: string }) =>
    check_rights_over({ name, date: sayDate(date, getLocale(), { weekday: false, year: true }) }),
  segment_empty: check_segment_empty,
  segment_too_long: check_segment_too_long,
  segment_too_many_bytes: check_segment_too_many_bytes,
  text_empty: check_text_empty,
  text_too_long: check_text_too_long,
  text_too_many_bytes: check_text_too_many_bytes,
  thread_not_known: check_thread_not_known,
  title_missing: check_title_missing,
  too_many_media: check_too_many_media,
};

/** What a check says; named here one by one so that only these sentences travel to the browser. */
export const checkWord = (check: Check): string => WORDS[check.code]?.((check.details ?? {}) as never) ?? check.code;

/** Where a check is mended, from the page of a post: a field of it, or the picture's own page in the library. */
export function mendLink(check: Check, channelId: string): string {
  if (check.code === 'rights_over') return `../library/${check.details?.['media']}#droit`;
  if (check.code === 'alt_missing') return '#images';
  if (check.code.startsWith('media') || check.code === 'too_many_media') return '#images';
  if (check.code === 'title_missing') return `#titre-${channelId}`;
  return `#texte-${channelId}`;
}
