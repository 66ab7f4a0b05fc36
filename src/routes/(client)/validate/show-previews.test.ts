import { expect, test } from 'vitest';
import type { ShownChannel } from '#modules/approval/shapes';
import type { ChannelView } from '#modules/channels/shapes';
import { newId } from '#words/ids.ts';
import { previewsOf } from './show-previews.ts';

const channelOf = (network: string, place: string, name: string) =>
  ({ id: newId(), network, name, displayName: '', handle: '', onceClass: 'H', facts: { place } }) as unknown as ChannelView;
const page = channelOf('facebook', 'facebook_page', 'Chez Tantine Afi');
const group = channelOf('facebook', 'facebook_group', 'Les voisins');
const story = channelOf('instagram', 'instagram_story', 'tantineafi.lome');
const channels = [page, group, story];

const picture = { id: newId(), source: 'a'.repeat(64), crop: { x: 0, y: 0, width: 675, height: 1_200 }, alt: 'Un bar braisé' };
const stills = new Map([[picture.id, { film: false, name: 'bar.jpg', src: '/media/bar', width: 675, height: 1_200, bytes: 9_000 }]]);
const says = (channel: ChannelView, text: string): ShownChannel => ({
  channel: channel.id,
  network: channel.network,
  segments: [{ title: '', text, media: [picture] }],
});
const show = (content: ShownChannel[]) => previewsOf({ content, wall: '2026-12-01T12:00' as never }, { channels, stills });

test('accounts that say the same and show it alike are shown once; another place is another face', () => {
  const previews = show([says(page, 'Ce midi'), says(group, 'Ce midi'), says(story, 'Ce midi')]);
  expect(previews.map(({ where }) => where)).toEqual([['Facebook, page', 'Facebook, groupe'], ['Instagram, story']]);
  expect(previews.map(({ name }) => name)).toEqual(['Chez Tantine Afi', 'tantineafi.lome']);
  expect(previews[1]!.shown?.pictures).toBe('behind');
  expect(show([says(page, 'Ce midi'), says(group, 'Ce soir')])).toHaveLength(2);
});

test('a picture is shown as it was frozen, cut already, and every face of it has one address', () => {
  const previews = show([says(page, 'Ce midi'), says(story, 'Ce midi')]);
  const pictures = previews.flatMap(({ segments }) => segments.flatMap((segment) => segment.pictures));
  expect(pictures).toHaveLength(2);
  for (const one of pictures) expect(one).toMatchObject({ src: '/media/bar', cut: null, width: 675, alt: 'Un bar braisé' });
});
