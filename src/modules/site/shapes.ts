import { LANGUAGES, type Language } from '#words/languages.ts';
import { z } from 'zod';
import { dataPriceSchema } from '#modules/team/shapes';
import type { DataPrice } from '#words/data-price.ts';
import type { Id } from '#words/ids.ts';
import { isZone } from '#words/zone-name.ts';

export type { Language } from '#words/languages.ts';

export const COMMENT_STATES = ['pending', 'approved', 'refused', 'spam'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** A site as its pages and the studio know it; nothing secret. */
export interface Site {
  id: Id;
  workspaceId: Id;
  clientId: Id;
  slug: string;
  title: string;
  tagline: string;
  /** Markdown. */
  about: string;
  authorName: string;
  language: Language;
  zone: string;
  /** `#rrggbb`, dark enough for white letters. */
  colour: string;
  commentsOpen: boolean;
  /** What its readers pay for data, said beside the weight of each article. */
  dataPrice: DataPrice | null;

  host: HostProof | null;
  createdAt: Date;
}

/** A host name asked for: it answers once the TXT record is seen, and no longer when it is gone for a week. */
export interface HostProof {
  host: string;
  recordName: string;
  recordValue: string;
  provenAt: Date | null;
  checkedAt: Date | null;
  missingSince: Date | null;
}

export interface PictureFile {
  width: number;
  height: number;
  bytes: number;
}

/** A picture or film as an article keeps it: what a page must know before a byte of it comes. */
export interface Picture {
  mediaId: Id;
  mime: string;
  alt: string;
  credit: string;
  full: PictureFile;
  /** The light picture, where there is one. */
  light: PictureFile | null;
  /** A film's still. */
  poster: PictureFile | null;
}

/** What a page of this article makes a reader's device fetch besides the page: light pictures; films wait for a tap. */
export const pictureBytes = (media: readonly Picture[]): number =>
  media.reduce((sum, { mime, light, full, poster }) => sum + (mime.startsWith('video/') ? (poster?.bytes ?? 0) : (light ?? full).bytes), 0);

export interface ArticleCard {
  id: Id;
  slug: string;
  title: string;
  /** The first words, without Markdown signs. */
  excerpt: string;
  minutes: number;
  publishedAt: Date;
  changedAt: Date | null;
  hiddenAt: Date | null;
  language: string;
  cover: Picture | null;
  comments: number;
}

export interface Article extends ArticleCard {
  version: number;
  /** Markdown, as written. */
  text: string;
  media: Picture[];
}

export interface Comment {
  id: Id;
  articleId: Id;
  answers: Id | null;
  byAuthor: boolean;
  authorName: string;
  text: string;
  state: CommentState;
  writtenAt: Date;
}

/** A comment as the studio reads it: with the article it is about. */
export interface CommentToRead extends Comment {
  siteId: Id;
  siteTitle: string;
  articleTitle: string;
  articleSlug: string;
}

export interface ShareLink {
  /** Which drawing stands for it. */
  glyph: 'wa' | 'fb' | 'x' | 'li';
  label: string;
  url: string;
}

export const COLOUR = /^#[0-9a-f]{6}$/;

/** Contrast of white letters on this colour (WCAG 2, 1 to 21). */
export function contrastWithWhite(colour: string): number {
  const channel = (at: number): number => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 1.05 / (0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05);
}

/** `Trois erreurs de légende !` gives `trois-erreurs-de-legende`; `''` when no letter or figure is left. */
export function slugOf(text: string, longest = 60): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain.length <= longest) return plain;
  const cut = plain.slice(0, longest + 1);
  return cut.slice(0, cut.lastIndexOf('-') > 20 ? cut.lastIndexOf('-') : longest).replace(/-+$/, '');
}

/** As a person wrote it: one kind of line end, none of the signs that no keyboard has. */
const written = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
const words = (longest: number, least = 0) => z.string().transform(written).pipe(z.string().min(least).max(longest));
const line = (longest: number, least = 0) => words(longest, least).transform((text) => text.replace(/\s+/g, ' '));

export const slugSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/);

/** Language and zone are the client's. */
export const newSiteSchema = z.object({
  clientId: z.uuid(),
  title: line(80, 1),
  slug: slugSchema.optional().or(z.literal('').transform(() => undefined)),
});

export const settingsSchema = z.object({
  title: line(80, 1),
  tagline: line(160),
  about: words(10_000),
  authorName: line(60, 1),
  language: z.enum(LANGUAGES),
  zone: z.string().refine(isZone),
  colour: z.string().toLowerCase().regex(COLOUR),
  commentsOpen: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
  /** Both empty: the price line is not shown. */
  ...dataPriceSchema.shape,
});
export type Settings = z.infer<typeof settingsSchema>;

export const correctionSchema = z.object({
  version: z.coerce.number().int().positive(),
  title: line(200),
  text: words(200_000, 1),
});
export type Correction = z.infer<typeof correctionSchema>;

export const LONGEST_COMMENT = 4_000;

export const commentSchema = z.object({
  name: line(60, 1),
  text: words(LONGEST_COMMENT, 2),
  /** Signed moment the form was shown. */
  shown: z.string().max(100),
  /** A trap: people never see it. */
  website: z.string().max(500).optional(),
});
export type NewComment = z.infer<typeof commentSchema>;
