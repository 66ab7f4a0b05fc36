import { z } from 'zod';
import { isPlainText } from '#words/plain-text.ts';
import { SNIPPET_KINDS } from './snippet.ts';

const plain = z.string().trim().refine(isPlainText);

/** Apart from snippet.ts, which the composer carries to the browser. */
export const snippetSchema = z.object({
  id: z.uuid().optional(),
  kind: z.enum(SNIPPET_KINDS),
  // Brackets end a mention in a text.
  name: plain
    .min(1)
    .max(60)
    .regex(/^[^[\]\n]+$/),
  text: plain.max(2_000),
  handles: z.record(z.string().max(40), plain.max(200)),
});
