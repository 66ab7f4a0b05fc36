import { getLocale } from '#messages/runtime';
import type { AskedPost } from '#modules/approval';
import type { ShownChannel, ShownMedia } from '#modules/approval/shapes';
import type { ChannelView } from '#modules/channels/shapes';
import { signedMediaUrl } from '#modules/library';
import { variantOf, type MediaView } from '#modules/library/shapes';
import type { ShownPicture, ShownPreview } from '#parts/approval/shown-post.ts';
import { rulesOf } from '#parts/calendar/rules.ts';
import { whereOf } from '#parts/channels/where.server.ts';
import type { Id } from '#words/ids.ts';
import { sayClock } from '#words/spoken.ts';
import type { House } from '../../../wiring/open-house.ts';

type Still = Pick<ShownPicture, 'film' | 'name' | 'src' | 'width' | 'height' | 'bytes'>;

interface Around {
  channels: readonly ChannelView[];
  /** Of every picture, made once for the page: an address for each preview would be downloaded as often. */
  stills: ReadonlyMap<Id, Still>;
}

/** What leaves, as each account's public will see it; accounts that say the same and show it alike are shown once. */
export function previewsOf({ content, wall }: Pick<AskedPost, 'content' | 'wall'>, around: Around): ShownPreview[] {
  const hour = sayClock(wall.slice(11, 16), getLocale());
  const groups = Map.groupBy(
    content.flatMap((one) => around.channels.filter(({ id }) => id === one.channel).map((channel) => ({ one, channel }))),
    ({ one, channel }) => JSON.stringify([one.segments, shownOn(channel)]),
  );
  return [...groups.values()].map((same) => {
    const { one, channel } = same[0]!;
    return {
      networks: [...new Set(same.map((each) => each.channel.network))],
      where: [...new Set(same.map((each) => whereOf(each.channel)))],
      name: channel.displayName || channel.name,
      small: [channel.handle, hour].filter(Boolean).join(' · '),
      shown: shownOn(channel),
      segments: one.segments.map((segment) => segmentOf(segment, around)),
    };
  });
}

const shownOn = ({ network, facts }: ChannelView) => rulesOf(network).shown?.(facts);

const segmentOf = ({ title, text, card, media }: ShownChannel['segments'][number], around: Around) => ({
  title,
  text,
  card: card ?? null,
  pictures: media.flatMap((one) => pictureOf(one, around) ?? []),
});

/** What is shown was cut when it was frozen: it is whole as it is. */
function pictureOf({ id, alt }: ShownMedia, { stills }: Around): ShownPicture | null {
  const still = stills.get(id);
  return still ? { ...still, id, alt, cut: null } : null;
}

/** The light picture, by an address that opens for a quarter of an hour without a session; of a film, its still where it has one. */
export function stillOf(house: House, workspaceId: Id, media: MediaView): Still {
  const film = media.kind === 'video';
  const name = film ? 'poster' : variantOf(media, 'light') ? 'light' : 'full';
  const variant = name === 'full' ? media : variantOf(media, name);
  const still = { film, name: media.originalName, width: media.width, height: media.height };
  if (!variant) return { ...still, src: null, bytes: 0 };
  const url = new URL(signedMediaUrl(house, { workspaceId, mediaId: media.id, variant: name }));
  // The host they came by, whatever the configured one is.
  return { ...still, src: url.pathname + url.search, bytes: variant.bytes };
}
