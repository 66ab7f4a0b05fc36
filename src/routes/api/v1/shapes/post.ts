import { z } from '@hono/zod-openapi';
import { ratioOf, type Post, type Ratios, type Variant } from '#modules/calendar/shapes';
import type { PublicationView } from '#modules/publishing/shapes';
import { RATIOS } from '#words/crop.ts';
import { etagOf } from '../door/etag.ts';
import type { FieldError } from '../door/problem.ts';
import { publicationSchema, showPublication } from './publication.ts';
import { scheduleSchema } from './schedule.ts';
import { id, instant, text } from './texts.ts';

/** As modules/calendar/check-parts.ts allows. */
const LONGEST = 200_000;

const variantSchema = z.object({
  channel: id(),
  text: text(LONGEST).nullish().openapi({ description: 'Left out: the text of the post.' }),
  title: text(300).nullish(),
  media: z.array(id()).max(20).nullish().openapi({ description: 'Left out: the media of the post.' }),
  thread: z.array(text(LONGEST)).max(30).nullish().openapi({ description: 'The texts after the first one.' }),
  ratio: z
    .enum(RATIOS)
    .nullish()
    .openapi({ description: 'The pictures are cut to it, around their focus. Left out: as it was; for a new variant, shown whole.' }),
});

const content = {
  title: text(300),
  text: text(LONGEST),
  media: z.array(id()).max(20),
  variants: z.array(variantSchema).max(60),
};

export const newPostSchema = z
  .object({
    client: id(),
    title: content.title.nullish(),
    text: content.text.default(''),
    media: content.media.nullish(),
    variants: content.variants.default([]),
    schedule: scheduleSchema.nullish(),
  })
  .openapi('NewPost');
export type NewPost = z.infer<typeof newPostSchema>;

/** Fields that are named are replaced whole; `schedule: null` takes the post back. */
export const postPatchSchema = z
  .object({
    title: content.title.optional(),
    text: content.text.optional(),
    media: content.media.optional(),
    variants: content.variants.optional(),
    schedule: scheduleSchema.nullable().optional(),
  })
  .openapi('PostPatch');
export type PostPatch = z.infer<typeof postPatchSchema>;

const warningSchema = z.object({ field: z.string(), code: z.string(), detail: z.string(), channel: id().optional() }).openapi('Warning');

export const postSchema = z
  .object({
    id: id(),
    client: id(),
    title: z.string(),
    text: z.string(),
    media: z.array(id()),
    variants: z.array(
      z.object({
        channel: id(),
        text: z.string().nullable(),
        title: z.string().nullable(),
        media: z.array(id()).nullable(),
        thread: z.array(z.string()),
        ratio: z.enum(RATIOS),
      }),
    ),
    schedule: z
      .object({
        at: z.string(),
        zone: z.string(),
        late: z.object({ policy: z.enum(['hold', 'publish', 'drop']), minutes: z.int() }),
        not_before: instant(),
      })
      .nullable()
      .openapi({ description: 'null for a draft.' }),
    version: z.int(),
    created_at: instant(),
    changed_at: instant(),
    publications: z.array(publicationSchema),
    warnings: z.array(warningSchema).openapi({ description: 'Said by the call that wrote it.' }),
  })
  .openapi('Post');

/** A variant as the calendar writes it. */
export const variantOf = (variant: NewPost['variants'][number]): Variant => ({
  channelId: variant.channel,
  text: variant.text ?? null,
  title: variant.title ?? null,
  thread: variant.thread ?? [],
  mediaIds: variant.media ?? null,
});

/** The ratios that these variants name; the others stay as they were. */
export const ratiosOf = (variants: NewPost['variants'], before: Ratios = {}): Ratios => ({
  ...before,
  ...Object.fromEntries(variants.flatMap(({ channel, ratio }) => (ratio ? [[channel, ratio]] : []))),
});

export function showPost(
  post: Post,
  publications: readonly PublicationView[],
  warnings: readonly FieldError[] = [],
): z.infer<typeof postSchema> {
  const { id, clientId, title, text, mediaIds, variants, version } = post;
  return {
    ...{ id, client: clientId, title, text, media: mediaIds },
    variants: variants.map((one) => ({
      channel: one.channelId,
      text: one.text,
      title: one.title,
      media: one.mediaIds,
      thread: one.thread,
      ratio: ratioOf(post, one.channelId),
    })),
    schedule: scheduleOf(post),
    version,
    created_at: post.createdAt.toISOString(),
    changed_at: post.changedAt.toISOString(),
    publications: publications.map(showPublication),
    warnings: [...warnings],
  };
}

function scheduleOf({ wish, plannedAt, plannedVersion, late, lateMinutes }: Post): z.infer<typeof postSchema>['schedule'] {
  if (plannedVersion === null || !wish || !plannedAt) return null;
  return { at: wish.wall, zone: wish.zone, late: { policy: late, minutes: lateMinutes }, not_before: plannedAt.toISOString() };
}

/** Of what a caller may change: what becomes of the publications meanwhile does not make it stale. */
export const postTag = (post: Post): string => etagOf([post.id, post.version, post.deletedAt, scheduleOf(post)]);
