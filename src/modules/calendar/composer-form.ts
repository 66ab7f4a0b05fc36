import { readPicked } from '#modules/library/shapes';
import type { LatePolicy, Variant, Wish } from './shapes.ts';

/** What the composer sends, as a form without scripts or as JSON while one types: the whole content each time. */
export interface Written {
  pillarId: string | null;
  title: string;
  text: string;
  mediaIds: string[];
  /** What each picture shows, when it was said here. */
  alts: Record<string, string>;
  variants: Variant[];
  wish: Wish | null;
  late: LatePolicy;
  lateMinutes: number;
}

const LATE: readonly LatePolicy[] = ['hold', 'publish', 'drop'];

/**
 * Reads the composer's form. A variant follows the post when its own field still says what the page put there (`baseline`, the common
 * text as it was shown; `seen.<channel>` where its network names people its own way), so that a form sent without scripts tells touched
 * from untouched. Fields: `pillar`, `channel` (chosen), `own.<channel>`,
 * `title.<channel>`, `thread.<channel>` (each), what MediaPicker sends, `day`, `hour`, `zone`, `late`, `lateMinutes`.
 */
export function readComposerForm(form: FormData): Written {
  const field = (name: string): string => lines(form.get(name));
  const text = field('text');
  const baseline = form.has('baseline') ? field('baseline') : text;
  const variants = form.getAll('channel').map((value): Variant => {
    const channelId = String(value);
    const seen = form.has(`seen.${channelId}`) ? field(`seen.${channelId}`) : baseline;
    const own = form.has(`own.${channelId}`) ? field(`own.${channelId}`) : seen;
    const thread = form
      .getAll(`thread.${channelId}`)
      .map(lines)
      .filter((segment) => segment.trim() !== '');
    const followed = own === seen || own === baseline || own === text || own.trim() === '';
    return { channelId, text: followed ? null : own, title: field(`title.${channelId}`).trim() || null, thread, mediaIds: null };
  });
  const picked = readPicked(form);
  return {
    pillarId: field('pillar') || null,
    title: field('title').replaceAll('\n', ' ').trim(),
    text,
    mediaIds: picked.ids,
    alts: Object.fromEntries(picked.alts.map(({ id, alt }) => [id, alt])),
    variants,
    wish: wishOf(field('day'), field('hour'), field('zone')),
    late: LATE.find((policy) => policy === field('late')) ?? 'hold',
    lateMinutes: minutesOf(field('lateMinutes')),
  };
}

/** Both day and hour, or no wish at all. */
export const wishOf = (day: string, hour: string, zone: string): Wish | null =>
  day && hour && zone ? { wall: `${day}T${hour.slice(0, 5)}`, zone } : null;

/** Between a minute and a week; half an hour when unreadable. */
function minutesOf(text: string): number {
  const minutes = Math.round(Number(text));
  return text !== '' && minutes >= 1 && minutes <= 10_080 ? minutes : 30;
}

/** Forms send CRLF; texts are kept with LF. */
const lines = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '');
