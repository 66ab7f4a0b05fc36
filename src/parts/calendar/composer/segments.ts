import { longestFit, type Outgoing } from '#modules/calendar/shapes';
import type { MediaItem } from '#modules/library/shapes';
import { pictureOf } from '../face/picture.ts';
import { rulesOf } from '../rules.ts';
import type { ComposerChannel, ShownCard } from './channel.ts';

/** What leaves by a channel, segment by segment, each cut where it goes over the limit; pictures and card go with the first. */
export function segmentsOf(channel: ComposerChannel, { title, text, thread }: Outgoing, media: MediaItem[], card: ShownCard | undefined) {
  const rules = rulesOf(channel.network);
  return [text, ...thread].map((whole, index) => {
    const { used, limit } = rules.count(whole, channel.facts);
    const over = limit !== null && used > limit;
    const end = over ? longestFit(whole, (part) => rules.count(part, channel.facts).used <= limit) : whole.length;
    return {
      title: index === 0 && rules.titles ? title : '',
      text: whole.slice(0, end),
      over: whole.slice(end),
      card: index === 0 ? card : null,
      pictures: index === 0 ? media.map((item) => pictureOf(item, channel.ratio)) : [],
    };
  });
}
