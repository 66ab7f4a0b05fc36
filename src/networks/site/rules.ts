import type { Check, Rules } from '#networks/contract';

/** The own site: no limit of length; a title and a description of each image make an article worth finding. */
export const rules: Rules = {
  count: (text) => ({ used: [...new Intl.Segmenter().segment(text)].length, limit: null }),
  check: ({ text, title, media }) => {
    const found: Check[] = [];
    if (!text.trim() && media.length === 0) found.push({ level: 'block', code: 'text_empty' });
    if (!title.trim()) found.push({ level: 'advice', code: 'title_missing' });
    if (media.some((one) => one.mime.startsWith('image/') && !one.alt.trim())) found.push({ level: 'advice', code: 'alt_missing' });
    return found;
  },
  threads: false,
  titles: true,
};

export interface ShareLink {
  /** Which drawing stands for it. */
  glyph: 'wa' | 'fb' | 'x' | 'li';
  label: string;
  url: string;
}

/** Where a reader passes an article on: plain links to each network's own page for it, which asks them to sign in there. */
export function shareLinks(address: string, title: string): ShareLink[] {
  const [url, text] = [encodeURIComponent(address), encodeURIComponent(title)];
  return [
    { glyph: 'wa', label: 'WhatsApp', url: `https://wa.me/?text=${text}%20${url}` },
    { glyph: 'fb', label: 'Facebook', url: `https://www.facebook.com/sharer/sharer.php?u=${url}` },
    { glyph: 'x', label: 'X', url: `https://x.com/intent/post?text=${text}&url=${url}` },
    { glyph: 'li', label: 'LinkedIn', url: `https://www.linkedin.com/sharing/share-offsite/?url=${url}` },
  ];
}
