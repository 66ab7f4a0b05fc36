import { z } from '@hono/zod-openapi';
import type { Cleaned, MediaView } from '#modules/library/shapes';
import { LIMITS } from '#modules/library/shapes';
import { MOST_FOCUS } from '#words/crop.ts';
import { id, instant, text } from './texts.ts';

export const newMediaSchema = z.object({
  client: id(),
  alt: text(LIMITS.altCharacters).default('').openapi({ description: 'What it shows, for people who do not see it.' }),
  credit: text(LIMITS.creditCharacters).default(''),
});

const thousandths = () => z.int().min(0).max(MOST_FOCUS);
const focusSchema = z
  .object({ x: thousandths(), y: thousandths() })
  .openapi({ description: 'What must stay when it is cut, in thousandths of its width and height from the top left corner.' });

export const mediaPatchSchema = z
  .object({
    alt: text(LIMITS.altCharacters).optional(),
    credit: text(LIMITS.creditCharacters).optional(),
    focus: focusSchema.optional(),
  })
  .openapi('MediaPatch');

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
    focus: focusSchema,
    created_at: instant(),
  })
  .openapi('Media');

export const addedMediaSchema = mediaSchema
  .extend({
    removed: z
      .object({ location: z.boolean(), metadata: z.boolean(), extra: z.boolean() })
      .openapi({ description: 'What was taken out of the file while it was written again.' }),
  })
  .openapi('AddedMedia');

export const showMedia = (media: MediaView): z.infer<typeof mediaSchema> => ({
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
  focus: { x: media.focus.x, y: media.focus.y },
  created_at: media.createdAt.toISOString(),
});

export const showAdded = (media: MediaView, { location, metadata, extra }: Cleaned): z.infer<typeof addedMediaSchema> => ({
  ...showMedia(media),
  removed: { location, metadata, extra },
});
