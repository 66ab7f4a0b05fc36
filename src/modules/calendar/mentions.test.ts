import { expect, test } from 'vitest';
import { rules as bluesky } from '#networks/bluesky/rules';
import { rules as mastodon } from '#networks/mastodon/rules';
import { mentioned, withMentions, type Mention } from './mentions.ts';
import { contentFor } from './variants.ts';

const afi: Mention = { name: 'Chez Tantine Afi', handles: { mastodon: 'afi@mastodon.example', bluesky: 'afi.bsky.example' } };
const voice = (network: string, mention?: (handle: string) => string | null) => ({ network, mentions: [afi], mention });
const TEXT = 'Midi @[chez tantine afi], avec @[Kodjo].';

test('one name in the text is a handle on each network, and a name where nobody has handles', () => {
  expect(withMentions(TEXT, voice('mastodon', mastodon.mention))).toBe('Midi @afi@mastodon.example, avec @[Kodjo].');
  expect(withMentions(TEXT, voice('bluesky', bluesky.mention))).toBe('Midi @afi.bsky.example, avec @[Kodjo].');
  expect(withMentions(TEXT, voice('site'))).toBe('Midi Chez Tantine Afi, avec @[Kodjo].');
});

test('a handle that the network could not read is not written: the name is', () => {
  const wrong = { ...afi, handles: { mastodon: 'pas un compte' } };
  expect(withMentions('@[Chez Tantine Afi]', { network: 'mastodon', mentions: [wrong], mention: mastodon.mention })).toBe(
    'Chez Tantine Afi',
  );
});

test('what leaves has everybody named: the text, its own text, each part of a thread; a title stays in words', () => {
  const post = { title: 'Chez @[Chez Tantine Afi], par @[Kodjo]', text: '@[Chez Tantine Afi]', mediaIds: [] };
  const variant = { channelId: 'c', text: null, title: null, thread: ['Merci @[Chez Tantine Afi]'], mediaIds: null };
  expect(contentFor(post, variant, voice('bluesky', bluesky.mention))).toEqual({
    title: 'Chez Chez Tantine Afi, par Kodjo',
    text: '@afi.bsky.example',
    thread: ['Merci @afi.bsky.example'],
    mediaIds: [],
  });
  expect(contentFor(post, { ...variant, text: 'Pour @[Chez Tantine Afi]' }, voice('site')).text).toBe('Pour Chez Tantine Afi');
});

test('an address with an @ and a bracket that ends nowhere name nobody', () => {
  expect(mentioned('awa@exemple.tg @[ @[a\nb] @[Afi]')).toEqual(['Afi']);
  expect(withMentions('$& @[Chez Tantine Afi]', voice('site'))).toBe('$& Chez Tantine Afi');
});
