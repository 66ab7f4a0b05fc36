import { z } from 'zod';

const id = z.uuid();
const text = z.string().max(200_000);

/** What the composer sends while one types: the whole content and the version it was written from. */
export const writtenSchema = z.object({
  version: z.number().int().positive(),
  written: z.object({
    /** Missing from what an older page kept on a device. */
    pillarId: id.nullable().default(null),
    title: z.string().max(300),
    text,
    mediaIds: z.array(id).max(20),
    alts: z.record(id, z.string().max(1_000)).default({}),
    variants: z
      .array(
        z.object({
          channelId: id,
          text: text.nullable(),
          title: z.string().max(300).nullable(),
          thread: z.array(text).max(30),
          mediaIds: z.array(id).max(20).nullable(),
        }),
      )
      .max(60),
    wish: z.object({ wall: z.string().max(19), zone: z.string().max(64) }).nullable(),
    late: z.enum(['hold', 'publish', 'drop']),
    lateMinutes: z.number().int().min(1).max(10_080),
  }),
});
