import { z } from '@hono/zod-openapi';
import type { Cleaned, MediaView } from '#modules/library/shapes';
import { LIMITS } from '#modules/library/shapes';
import { id, instant, text } from './texts.ts';

export const newMediaSchema = z.object({
  client: id(),
  alt: text(LIMITS.altCharacters).default('').openapi({ description: 'What it shows, for people who do not see it.' }),
  credit: text(LIMITS.creditCharacters).default(''),
});

export const mediaSchema = z
  .object({
    id: id(),
    client: id(),
    kind: z.enum(['image', 'video']),
    name: z.string(),
    mime: z.string(),
    bytes: z.int(),
    width: z.int(),
    height: z.int(),
    duration_ms: z.number().nullable(),
    alt: z.string(),
    credit: z.string(),
    created_at: instant(),
    removed: z
      .object({ location: z.boolean(), metadata: z.boolean(), extra: z.boolean() })
      .openapi({ description: 'What was taken out of the file while it was written again.' }),
  })
  .openapi('Media');

export const showMedia = (media: MediaView, removed: Cleaned): z.infer<typeof mediaSchema> => ({
  id: media.id,
  client: media.clientId,
  kind: media.kind,
  name: media.originalName,
  mime: media.mime,
  bytes: media.bytes,
  width: media.width,
  height: media.height,
  duration_ms: media.durationMs,
  alt: media.alt,
  credit: media.credit,
  created_at: media.createdAt.toISOString(),
  removed: { location: removed.location, metadata: removed.metadata, extra: removed.extra },
});
