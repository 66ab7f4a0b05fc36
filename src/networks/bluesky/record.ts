import type { Anchor, LinkCard, Order } from '../contract.ts';
import { facetsOf } from './facets.ts';

export const COLLECTION = 'app.bsky.feed.post';

/** An uploaded image as `prepare` keeps it: the blob reference of the server and the picture's own measures. */
export interface UploadedImage {
  mediaId: string;
  blob: unknown;
  width: number;
  height: number;
  alt: string;
}

export interface Prepared {
  images: UploadedImage[];
  /** The picture of the link's card. */
  thumb: UploadedImage | null;
  /** Handle (lower case) to DID, as resolved while preparing. */
  mentions: Record<string, string>;
}

export const preparedOf = (order: Pick<Order, 'prepared'>): Prepared => ({
  thumb: (order.prepared['thumb'] as UploadedImage | null | undefined) ?? null,
  images: (order.prepared['images'] as UploadedImage[] | undefined) ?? [],
  mentions: (order.prepared['mentions'] as Record<string, string> | undefined) ?? {},
});

/** The record, from frozen things only: the same bytes at every attempt. */
export function recordOf(order: Order, refs: { root: StrongRef; parent: StrongRef } | null): Record<string, unknown> {
  const { images, thumb, mentions } = preparedOf(order);
  const { card } = order.payload;
  const facets = facetsOf(order.payload.text, mentions);
  return {
    $type: COLLECTION,
    text: order.payload.text,
    createdAt: order.createdAt.toISOString(),
    langs: [order.payload.language],
    ...(facets.length > 0 ? { facets } : {}),
    ...(images.length > 0 ? { embed: { $type: 'app.bsky.embed.images', images: images.map(imageOf) } } : {}),
    ...(images.length === 0 && card ? { embed: externalOf(card, thumb) } : {}),
    ...(refs ? { reply: refs } : {}),
  };
}

const imageOf = (image: UploadedImage): Record<string, unknown> => ({
  alt: image.alt,
  image: image.blob,
  aspectRatio: { width: image.width, height: image.height },
});

/** app.bsky.embed.external: the network shows what we say, and reads no page. */
const externalOf = ({ url, title, description }: LinkCard, thumb: UploadedImage | null): Record<string, unknown> => ({
  $type: 'app.bsky.embed.external',
  external: { uri: url, title, description, ...(thumb ? { thumb: thumb.blob } : {}) },
});

export interface StrongRef {
  uri: string;
  cid: string;
}

/** Null when the anchor was credited by a person, who gave a link and no content hash. */
export const refOf = (anchor: Anchor): StrongRef | null =>
  typeof anchor.extra['cid'] === 'string' && anchor.remoteId.startsWith('at://')
    ? { uri: anchor.remoteId, cid: anchor.extra['cid'] }
    : null;
