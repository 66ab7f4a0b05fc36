import { getLocale } from '#messages/runtime';
import type { Variant, Wish } from '#modules/calendar/shapes';
import type { Field } from '#modules/offline/shapes';
import { ofPlace, sayMoment, shownInstant } from '#words/spoken.ts';

/** Names of what a value speaks of. */
export interface Known {
  channels: ReadonlyMap<string, string>;
  pillars: ReadonlyMap<string, string>;
  pictures: ReadonlyMap<string, { path: string; alt: string }>;
}

/** One side of a conflict, as words and pictures. */
export interface Said {
  text: string;
  pictures: { path: string; alt: string }[];
}

/** What a field holds, so that a person can compare; '' where it holds nothing. */
export function sayValue(field: Field, value: unknown, known: Known): Said {
  const words = (text: string): Said => ({ text, pictures: [] });
  if (field === 'title' || field === 'text') return words(String(value));
  if (field === 'wish') return words(value === null ? '' : sayWish(value as Wish));
  if (field === 'pillarId') return words(value === null ? '' : (known.pillars.get(value as string) ?? ''));
  if (field === 'mediaIds') return { text: '', pictures: (value as string[]).flatMap((id) => known.pictures.get(id) ?? []) };
  return words((value as Variant[]).map((one) => sayVariant(one, known)).join('\n\n'));
}

function sayWish({ wall, zone }: Wish): string {
  const at = shownInstant(wall, zone);
  return at ? `${sayMoment(at, zone, getLocale())} ${ofPlace(zone, getLocale())}` : wall;
}

/** The account, and what is written for it alone. */
const sayVariant = ({ channelId, text, thread }: Variant, { channels }: Known): string =>
  [channels.get(channelId) ?? '', ...(text === null ? [] : [text]), ...thread].join('\n');
