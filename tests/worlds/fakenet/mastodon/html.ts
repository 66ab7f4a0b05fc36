/** How Mastodon writes a status as HTML: paragraphs, breaks, shortened links with invisible parts, hashtags. */
export function statusHtml(text: string, origin: string): string {
  const paragraphs = text.split(/\n{2,}/).map(
    (part) =>
      `<p>${part
        .split('\n')
        .map((line) => inline(line, origin))
        .join('<br />')}</p>`,
  );
  return paragraphs.join('');
}

const inline = (line: string, origin: string): string =>
  escape(line)
    .split(/(https?:\/\/[^\s<]+)/)
    .map((part, index) =>
      index % 2 ? link(part) : part.replace(/(^|\s)#([\p{L}\p{N}_]+)/gu, (_, before: string, tag: string) => before + hashtag(tag, origin)),
    )
    .join('');

function link(address: string): string {
  const scheme = /^https?:\/\/(www\.)?/.exec(address)![0];
  const shown = address.slice(scheme.length, scheme.length + 30);
  const rest = address.slice(scheme.length + 30);
  return (
    `<a href="${address}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${scheme}</span>` +
    `<span class="${rest ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${rest}</span></a>`
  );
}

const hashtag = (tag: string, origin: string): string =>
  `<a href="${origin}/tags/${encodeURIComponent(tag.toLowerCase())}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`;

export const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
