import { z } from '@hono/zod-openapi';

/** Items of a page when the call does not say, and at most. */
const USUAL = 50;
const MOST = 500;

export const paging = {
  cursor: z.string().max(200).optional().openapi({ description: '`next_cursor` of the page before.' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(USUAL)
    .transform((limit) => Math.min(limit, MOST))
    .openapi({ description: `Items wanted; a number above ${MOST} means ${MOST}.`, type: 'integer', minimum: 1, default: USUAL }),
};

export const pageSchema = <S extends z.ZodType>(name: string, item: S) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable().openapi({ description: 'null on the last page.' }) }).openapi(name);
