import { z } from '@hono/zod-openapi';

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'A sentence for a person, in French or English (Accept-Language).' }),
    code: z.string().openapi({ description: 'Stable; what programs decide by.' }),
    errors: z
      .array(z.object({ field: z.string(), code: z.string(), detail: z.string(), channel: z.uuid().optional() }))
      .optional()
      .openapi({ description: 'Field by field; `channel` names the variant whose network refuses it.' }),
    neighbours: z
      .tuple([z.string(), z.string()])
      .optional()
      .openapi({ description: 'With `wall_time_gap`: the nearest wall times that exist.' }),
  })
  .openapi('Problem');
