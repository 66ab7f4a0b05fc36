import type { ShareLink } from './shapes.ts';

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
