import {
  check_alt_missing,
  check_hashtag_too_long,
  check_media_shape_refused,
  check_media_too_large,
  check_media_type_refused,
  check_mention_unknown,
  check_not_counted,
  check_rights_over,
  check_segment_empty,
  check_segment_too_long,
  check_segment_too_many_bytes,
  check_text_empty,
  check_text_too_long,
  check_text_too_many_bytes,
  check_thread_not_known,
  check_title_missing,
  check_too_many_hashtags,
  check_too_many_media,
} from '#messages';
import { getLocale } from '#messages/runtime';
import { pickedAlt } from '#modules/library/shapes';
import type { Check } from '#networks/contract';
import { COUNTED } from './counted.ts';
import { sayDate } from '#words/spoken.ts';

const WORDS: Record<string, (details: never) => string> = {
  alt_missing: check_alt_missing,
  hashtag_too_long: check_hashtag_too_long,
  media_shape_refused: check_media_shape_refused,
  media_too_large: check_media_too_large,
  media_type_refused: check_media_type_refused,
  mention_unknown: check_mention_unknown,
  not_counted: check_not_counted,
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
  too_many_hashtags: check_too_many_hashtags,
  too_many_media: check_too_many_media,
};

/** What a check says; named here one by one so that only these sentences travel to the browser. */
export const checkWord = (check: Check): string =>
  (WORDS[check.code] ?? COUNTED.checks[check.code])?.((check.details ?? {}) as never) ?? check.code;

/** How a check is mended: at once where that can be done for the person, else in a field. */
export interface Mend {
  field: 'text' | 'alt' | 'images' | 'title';
  /** The id of the field. */
  anchor: string;
  /** Where it is mended instead of a field of this page: an address from that of the post. */
  elsewhere?: string;
  act: 'split' | 'follow' | null;
}

/** @param mediaIds what leaves by this channel */
export function mendOf(check: Check, channelId: string, mediaIds: readonly string[], media: readonly { id: string; alt: string }[]): Mend {
  const text = `texte-${channelId}`;
  const position = Number(check.details?.['position'] ?? 1);
  const bare = mediaIds.find((id) => media.some((one) => one.id === id && !one.alt.trim()));
  if (check.code === 'rights_over')
    return { field: 'images', anchor: 'images', act: null, elsewhere: `../library/${check.details?.['media']}#droit` };
  if (check.code === 'alt_missing' && bare !== undefined) return { field: 'alt', anchor: pickedAlt(bare), act: null };
  if (check.code.includes('media') || check.code === 'alt_missing') return { field: 'images', anchor: 'images', act: null };
  if (check.code.startsWith('title_')) return { field: 'title', anchor: `titre-${channelId}`, act: null };
  if (check.code === 'thread_not_known') return { field: 'text', anchor: text, act: 'follow' };
  if (position > 1) return { field: 'text', anchor: `${text}-${position - 2}`, act: null };
  return { field: 'text', anchor: text, act: check.code.startsWith('text_too_') ? 'split' : null };
}
