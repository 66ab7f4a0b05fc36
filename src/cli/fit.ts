import type { z } from 'zod';
import { invalid } from '#words/refusal.ts';

/** An option as a room's schema wants it. @throws Refusal `invalid`, about that option */
export function fit<S extends z.ZodType>(option: string, schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(option);
  return parsed.data;
}
