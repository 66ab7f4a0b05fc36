import { z } from '@hono/zod-openapi';
import type { Client } from '#modules/clients/shapes';
import { LANGUAGES } from '#words/languages.ts';
import { id, text } from './texts.ts';

export const clientSchema = z
  .object({
    id: id(),
    name: z.string(),
    monogram: z.string(),
    colour: z.string(),
    zone: z.string(),
    language: z.enum(LANGUAGES),
    archived: z.boolean(),
  })
  .openapi('Client');

/** What is left out comes from the workspace (zone, language) or from the name (monogram). */
export const newClientSchema = z
  .object({
    name: text(80).min(1),
    monogram: text(3).optional(),
    colour: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .optional(),
    zone: text(64).optional().openapi({ example: 'Africa/Lome' }),
    language: z.enum(LANGUAGES).optional(),
  })
  .openapi('NewClient');

export const showClient = (client: Client): z.infer<typeof clientSchema> => ({
  id: client.id,
  name: client.name,
  monogram: client.monogram,
  colour: client.colour,
  zone: client.zone,
  language: client.language,
  archived: client.archivedAt !== null,
});
