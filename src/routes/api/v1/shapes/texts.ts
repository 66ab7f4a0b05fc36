import { z } from '@hono/zod-openapi';
import { isPlainText } from '#words/plain-text.ts';

/** Text of a person: at most so many UTF-16 units; without NUL or half characters, which nothing can keep. */
export const text = (most: number) => z.string().max(most).refine(isPlainText);

export const id = () => z.uuid();
/** UTC, to the millisecond. */
export const instant = () => z.iso.datetime();
