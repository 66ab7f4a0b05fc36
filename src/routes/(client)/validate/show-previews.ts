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

interface Around {
  house: House;
  workspaceId: Id;
  channels: readonly ChannelView[];
  media: ReadonlyMap<Id, MediaView>;
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

/** The light picture, by an address that opens for a quarter of an hour without a session; a film is its still. */
function pictureOf({ id, alt, crop }: ShownMedia, { house, workspaceId, media }: Around): ShownPicture | null {
  const found = media.get(id);
  if (!found) return null;
  const film = found.kind === 'video';
  const name = film ? 'poster' : variantOf(found, 'light') ? 'light' : 'full';
  const variant = name === 'full' ? found : variantOf(found, name);
  const picture = { id, alt, film, name: found.originalName, width: found.width, height: found.height, cut: crop };
  if (!variant) return { ...picture, src: null, bytes: 0 };
  const url = new URL(signedMediaUrl(house, { workspaceId, mediaId: id, variant: name }));
  // The host they came by, whatever the configured one is.
  return { ...picture, src: url.pathname + url.search, bytes: variant.bytes };
}
