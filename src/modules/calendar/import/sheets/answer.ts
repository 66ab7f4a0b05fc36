import { z } from 'zod';

/** What the reader of spreadsheets says: cells as text, or why it could not. */
export const answerSchema = z.union([z.object({ rows: z.array(z.array(z.string())) }), z.object({ refused: z.string() })]);
export type Answer = z.infer<typeof answerSchema>;
