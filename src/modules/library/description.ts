import { z } from 'zod';
import { LIMITS } from './shapes.ts';

const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((value) => value.replace(/\r\n?/g, '\n').trim());

export const describeSchema = z.object({ alt: text(LIMITS.altCharacters), credit: text(LIMITS.creditCharacters) });
export type Description = z.infer<typeof describeSchema>;
