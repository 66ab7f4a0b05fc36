import { CENTRE, type Cut, type Focus } from '#words/crop.ts';
import { isId, type Id } from '#words/ids.ts';

export * from './focus-form.ts';

/** A day without hour or zone, `2026-12-31`. */
export type Day = string;

export type MediaKind = 'image' | 'video';

/** full: what is published. light: ≤ 960 px, ≤ 100 kB, for articles and slow lines. thumb: ≤ 320 px. poster: a film's still. */
export const VARIANTS = ['full', 'light', 'thumb', 'poster'] as const;
export type VariantName = (typeof VARIANTS)[number];
export const isVariantName = (text: string): text is VariantName => (VARIANTS as readonly string[]).includes(text);

export interface Variant {
  name: VariantName;
  mime: string;
  bytes: number;
  width: number;
  height: number;
  sha256: string;
}

export interface MediaView {
  id: Id;
  clientId: Id;
  kind: MediaKind;
  /** Of what is published (`full`). */
  mime: string;
  bytes: number;
  width: number;
  height: number;
  sha256: string;
  /** What the person handed in weighed; those bytes are not kept. */
  originalBytes: number;
  originalName: string;
  /** `#rrggbb`, null for films without a still. */
  tint: string | null;
  durationMs: number | null;
  alt: string;
  credit: string;
  /** What may be done with it, in the words of the licence or the agreement. */
  licence: string;
  /** The last day it may be shown, `2026-12-31`; null: no end is known. */
  rightsUntil: Day | null;
  /** The words it is found by. */
  tags: string[];
  /** The folder it lies in, of its client; at most one. */
  folderId: Id | null;
  /** What must stay when it is cut; the middle until somebody says. */
  focus: Focus;
  createdAt: Date;
  publicSince: Date | null;
  archivedAt: Date | null;
  variants: Variant[];
}

/** An image right that is over on the day asked about. */
export interface EndedRight {
  id: Id;
  name: string;
  rightsUntil: Day;
}

/** An image right that ends soon, or has. */
export interface EndingRight extends EndedRight {
  clientId: Id;
  alt: string;
}

/** Shown later than its image right goes; the last day itself is still good. @param day on the clock of the publication */
export const outlives = (rightsUntil: Day | null, day: Day): boolean => rightsUntil !== null && rightsUntil < day;

/** A media as frozen with a publication: found again by id, its bytes checked by hash. The networks' contract asks for exactly this. */
export interface FrozenMedia {
  mediaId: Id;
  sha256: string;
  mime: string;
  bytes: number;
  width: number;
  height: number;
  alt: string;
  /** Where a part of a picture was frozen: the hash of the whole one, and which part in whole pixels of it. */
  cut?: Cut & { of: string };
}

/** Where a client's media lie; one level. */
export interface Folder {
  id: Id;
  clientId: Id;
  name: string;
  /** Media in it. */
  count: number;
}

export interface MediaCounts {
  images: number;
  films: number;
  /** Of both, those without a text for people who do not see them. */
  unsaid: number;
  /** Of both, those that were added more than once. */
  doubles: number;
}

/** What was taken out of a file while it was written again; said to the person. */
export interface Cleaned {
  /** Where the picture was taken. */
  location: boolean;
  /** Device, date, author, thumbnails, comments. */
  metadata: boolean;
  /** Bytes after the end of the picture: motion photos, hidden archives, scripts. */
  extra: boolean;
}

export const MEGABYTE = 1_000_000;
/** Limits said to people in the refusals; the decoder has its own of memory and time (run-decoder.ts). */
export const LIMITS = {
  imageBytes: 25 * MEGABYTE,
  /** Below what the web server lets through (web/body-limit.ts). */
  videoBytes: 250 * MEGABYTE,
  /** All files of one plain form; they wait on disk. Below what the web server lets through. */
  formBytes: 250 * MEGABYTE,
  pixels: 64_000_000,
  /** AVIF is opened whole: about 20 bytes of memory per pixel. */
  avifPixels: 16_000_000,
  /** Frames of an animation, all together count as pixels too. */
  frames: 300,
  videoSeconds: 60 * 60,
  altCharacters: 1_000,
  creditCharacters: 200,
  licenceCharacters: 200,
  tags: 20,
  tagCharacters: 40,
  folderCharacters: 60,
} as const;

/** The address of a variant inside the studio or, once public, anywhere. */
export const mediaPath = (mediaId: Id, variant: VariantName): string => `/media/${mediaId}/${variant}`;

export const variantOf = (media: Pick<MediaView, 'variants'>, name: VariantName): Variant | null =>
  media.variants.find((variant) => variant.name === name) ?? null;

/** The small still that stands for a media in grids: a film without a poster has none. */
export const stillOf = (media: Pick<MediaView, 'variants' | 'kind'>): VariantName | null =>
  variantOf(media, 'thumb') ? 'thumb' : media.kind === 'image' ? 'full' : null;

/** What a page needs of a media: small enough to be sent by the hundred. */
export interface MediaItem {
  id: Id;
  clientId: Id;
  kind: MediaKind;
  name: string;
  alt: string;
  credit: string;
  licence: string;
  rightsUntil: Day | null;
  tags: string[];
  /** Left out: the middle. */
  focus?: Focus;
  width: number;
  height: number;
  tint: string | null;
  durationMs: number | null;
  /** Address of the small still; null for a film without a poster. */
  still: string | null;
  /** Address of a bigger picture (image) or the film. */
  whole: string;
  /** Bytes: handed in, published, and published light where that exists. */
  weights: { original: number; full: number; light: number | null };
}

export function itemOf(media: MediaView): MediaItem {
  const { id, clientId, kind, alt, credit, licence, rightsUntil, tags, width, height, tint, durationMs } = media;
  const still = stillOf(media);
  return {
    ...{ id, clientId, kind, alt, credit, licence, rightsUntil, tags, width, height, tint, durationMs },
    ...(media.focus !== CENTRE && { focus: media.focus }),
    name: media.originalName,
    still: still && mediaPath(id, still),
    whole: mediaPath(id, kind === 'image' && variantOf(media, 'light') ? 'light' : 'full'),
    weights: {
      original: media.originalBytes,
      full: media.bytes,
      light: kind === 'image' ? (variantOf(media, 'light')?.bytes ?? null) : null,
    },
  };
}

/** What a post with these media weighs for whoever opens it. A film, which has no light copy, weighs the same in the light sum. */
export function weighTogether(media: readonly Pick<MediaItem, 'weights'>[]): MediaItem['weights'] {
  const sum = (read: (weights: MediaItem['weights']) => number): number => media.reduce((all, { weights }) => all + read(weights), 0);
  const lightens = media.some(({ weights }) => weights.light !== null);
  return {
    original: sum((weights) => weights.original),
    full: sum((weights) => weights.full),
    light: lightens ? sum((weights) => weights.light ?? weights.full) : null,
  };
}

/** Names of the fields MediaPicker.svelte puts into the form around it. */
export const PICKED = 'media';
export const pickedAlt = (id: Id): string => `alt-${id}`;
export const ADDED_FILES = 'files';

/** What MediaPicker.svelte sent: media in order, and what each one shows as the person left it. */
export function readPicked(form: FormData): { ids: Id[]; alts: { id: Id; alt: string }[] } {
  const ids = [...new Set(form.getAll(PICKED).filter(isId))];
  const alts = ids.flatMap((id) => {
    const alt = form.get(pickedAlt(id));
    return typeof alt === 'string' ? [{ id, alt }] : [];
  });
  return { ids, alts };
}
