import { expect, test } from 'vitest';
import { sameText } from './same-text.ts';

test.each([
  ['a paragraph of Mastodon', '<p>Bonjour Lomé !<br />Deuxième ligne</p>', 'Bonjour Lomé !\nDeuxième ligne'],
  [
    'a link cut for the eye',
    '<p>Voir <a href="https://www.example.com/a"><span class="invisible">https://www.</span><span class="ellipsis">example.com/a</span></a></p>',
    'Voir https://www.example.com/a',
  ],
  [
    'a mention without its server',
    '<p><span class="h-card"><a href="https://b.example/@kossi">@<span>kossi</span></a></span> merci</p>',
    '@kossi@b.example merci',
  ],
  ['entities', '<p>A &amp; B &lt;3 &#39;oui&#39; &#x2019;</p>', "A & B <3 'oui' ’"],
  ['a sign taken for a tag', 'un <b>deux', 'un <b>deux'],
  ['only emoji', '<p>🎉🎉</p>', '🎉🎉'],
  ['composed and decomposed letters', 'e\u0301te\u0301', 'été'],
])('%s is what was sent', (_, published, sent) => {
  expect(sameText(published, sent)).toBe(true);
});

test.each([
  ['another number', '<p>Prix : 2500</p>', 'Prix : 3500'],
  ['one word more', '<p>Bonjour à tous</p>', 'Bonjour'],
  ['other emoji alone', '<p>🎉</p>', '🔥'],
  ['nothing', '', 'Bonjour'],
])('%s is not', (_, published, sent) => {
  expect(sameText(published, sent)).toBe(false);
});
