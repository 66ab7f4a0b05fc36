/** What a PDS refuses of a post, in the words of the real one. */
export interface Trouble {
  error: string;
  message: string;
}

type Json = Record<string, unknown>;

export function postTrouble(record: unknown, hasBlob: (cid: string) => boolean): Trouble | null {
  const post = (record ?? {}) as Json;
  const invalid = (message: string): Trouble => ({ error: 'InvalidRequest', message: `Invalid app.bsky.feed.post record: ${message}` });
  if (post.$type !== 'app.bsky.feed.post') return { error: 'InvalidRequest', message: 'Invalid $type: expected app.bsky.feed.post' };
  if (typeof post.text !== 'string') return invalid('missing required key "text"');
  if (typeof post.createdAt !== 'string' || Number.isNaN(Date.parse(post.createdAt))) return invalid('invalid datetime at $.createdAt');
  const graphemes = [...new Intl.Segmenter().segment(post.text)].length;
  const bytes = Buffer.byteLength(post.text);
  if (bytes > 3000) return invalid(`string too big (maximum 3000, got ${bytes}) at $.text`);
  if (graphemes > 300) return invalid(`grapheme too big (maximum 300, got ${graphemes}) at $.text`);
  return facetTrouble(post, bytes, invalid) ?? embedTrouble(post, hasBlob, invalid) ?? replyTrouble(post, invalid);
}

function facetTrouble(post: Json, bytes: number, invalid: (message: string) => Trouble): Trouble | null {
  const facets = (post.facets ?? []) as { index?: { byteStart?: number; byteEnd?: number } }[];
  const wrong = facets.find(
    ({ index }) => !(index && index.byteStart! >= 0 && index.byteEnd! > index.byteStart! && index.byteEnd! <= bytes),
  );
  return wrong ? invalid('invalid facet index at $.facets') : null;
}

function embedTrouble(post: Json, hasBlob: (cid: string) => boolean, invalid: (message: string) => Trouble): Trouble | null {
  const images = ((post.embed as Json | undefined)?.images ?? []) as { image?: { ref?: { $link?: string } }; alt?: unknown }[];
  if (images.length > 4) return invalid(`array too big (maximum 4, got ${images.length}) at $.embed.images`);
  for (const { image, alt } of images) {
    if (typeof alt !== 'string') return invalid('missing required key "alt" at $.embed.images');
    const link = image?.ref?.$link ?? '';
    if (!hasBlob(link)) return { error: 'BlobNotFound', message: `Could not find blob: ${link}` };
  }
  const { external } = (post.embed ?? {}) as { external?: Json & { thumb?: { ref?: { $link?: string } } } };
  for (const key of external ? ['uri', 'title', 'description'] : [])
    if (typeof external![key] !== 'string') return invalid(`missing required key "${key}" at $.embed.external`);
  const thumb = external?.thumb?.ref?.$link;
  return thumb !== undefined && !hasBlob(thumb) ? { error: 'BlobNotFound', message: `Could not find blob: ${thumb}` } : null;
}

function replyTrouble(post: Json, invalid: (message: string) => Trouble): Trouble | null {
  const reply = post.reply as { root?: Json; parent?: Json } | undefined;
  if (!reply) return null;
  const strong = (ref: Json | undefined): boolean => typeof ref?.uri === 'string' && typeof ref.cid === 'string';
  return strong(reply.root) && strong(reply.parent) ? null : invalid('missing required key "cid" at $.reply');
}
