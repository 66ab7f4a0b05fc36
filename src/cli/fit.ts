import type { z } from 'zod';
import { invalid, Refusal } from '#words/refusal.ts';

/** An option as a room's schema wants it. @throws Refusal `invalid`, about that option */
export function fit<S extends z.ZodType>(option: string, schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(option);
  return parsed.data;
}

/** Nothing, or more than one thing, is called this. */
export const unknown = (option: string, typed: string): Refusal =>
  new Refusal('not_found', { status: 404, field: option, details: { typed } });
