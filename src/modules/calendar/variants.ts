import type { Ratio } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import { namedPlainly, PLAIN, withMentions, type Voice } from './mentions.ts';
import type { Content, Variant } from './shapes.ts';

/** What leaves for one channel, all following resolved. */
export interface Outgoing {
  title: string;
  text: string;
  thread: string[];
  mediaIds: Id[];
}

/**
 * The variant with what it takes from the post filled in, people named as its network names them. What is counted, shown, approved and
 * sent is this, and nothing else.
 * @param voice how the channel's network names people; left out where the text names nobody
 */
export function contentFor(content: Pick<Content, 'title' | 'text' | 'mediaIds'>, variant: Variant, voice: Voice = PLAIN): Outgoing {
  return {
    title: namedPlainly(withMentions(variant.title ?? content.title, { ...voice, mention: undefined })),
    text: withMentions(variant.text ?? content.text, voice),
    thread: variant.thread.map((segment) => withMentions(segment, voice)),
    mediaIds: variant.mediaIds ?? content.mediaIds,
  };
}

/** How the post's pictures are cut on a channel. */
export const ratioOf = (post: { ratios: Readonly<Record<Id, Ratio>> }, channelId: Id): Ratio => post.ratios[channelId] ?? 'original';

/** True as long as nobody wrote anything for this channel alone. */
export const followsCommon = (variant: Variant): boolean => variant.text === null && variant.thread.length === 0;

/** A name for lists: the title, or the first line that says something; people by their plain name. */
export function firstLine(title: string, text: string, longest = 90): string {
  const line = namedPlainly(title.trim() || (text.split('\n').find((part) => part.trim() !== '') ?? '').trim());
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest - 20))}…`;
}

/** Where the text stops fitting: the end of its longest prefix that does, in whole graphemes, found by halving. 0 when nothing fits. */
export function longestFit(text: string, fits: (segment: string) => boolean): number {
  const ends = [0, ...graphemes(text)];
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, ends[middle]))) low = middle;
    else high = middle - 1;
  }
  return ends[low]!;
}

/** Offsets where graphemes end; code points where the browser is too old to know graphemes (before Chrome 87). */
function* graphemes(text: string): Generator<number> {
  if (typeof Intl.Segmenter === 'function') {
    for (const part of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) yield part.index + part.segment.length;
    return;
  }
  let end = 0;
  for (const point of text) yield (end += point.length);
}
