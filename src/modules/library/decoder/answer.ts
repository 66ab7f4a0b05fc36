import { z } from 'zod';

/** What the decoder process says on its standard output: one line of JSON, believed only in this shape. */
const writtenSchema = z.object({
  name: z.enum(['full', 'light', 'thumb', 'poster']),
  mime: z.enum(['image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/webm']),
  width: z.int().min(1).max(65_535),
  height: z.int().min(1).max(65_535),
});
export type Written = z.infer<typeof writtenSchema>;

export const decodedSchema = z.object({
  written: z.array(writtenSchema).min(1).max(4),
  tint: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  /** What the picture looks like, in 16 hexadecimal digits (look.ts); null for films. */
  look: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  durationMs: z.int().positive().nullable(),
  cleaned: z.object({ location: z.boolean(), metadata: z.boolean(), extra: z.boolean() }),
});
export type Decoded = z.infer<typeof decodedSchema>;

export const REFUSALS = [
  'media_broken',
  'media_pixels',
  'media_frames',
  'media_frames_heavy',
  'media_codec',
  'media_long',
  'media_no_picture',
] as const;
export const answerSchema = z.union([
  z.object({ decoded: decodedSchema }),
  z.object({ refused: z.enum(REFUSALS), details: z.record(z.string(), z.union([z.string().max(80), z.number()])) }),
]);
export type Answer = z.infer<typeof answerSchema>;
