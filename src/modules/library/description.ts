import { z } from 'zod';
import { LIMITS } from './shapes.ts';

const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((value) => value.replace(/\r\n?/g, '\n').trim());

/** Words with commas between them, as one types them, or a list; said twice counts once, whatever its capitals. */
const tags = z
  .union([z.string().transform((words) => words.split(',')), z.array(z.string())])
  .transform((words) => [...new Map(words.flatMap(asTag)).values()])
  .pipe(z.array(z.string().max(LIMITS.tagCharacters)).max(LIMITS.tags));

function asTag(word: string): [string, string][] {
  const tag = word.trim().replace(/\s+/g, ' ').replace(/^#/, '');
  return tag ? [[tag.toLocaleLowerCase(), tag]] : [];
}

export const describeSchema = z.object({
  alt: text(LIMITS.altCharacters),
  credit: text(LIMITS.creditCharacters),
  licence: text(LIMITS.licenceCharacters),
  /** Empty: no end is known. */
  rightsUntil: z.union([z.literal('').transform(() => null), z.iso.date(), z.null()]),
  tags,
});
export type Description = z.input<typeof describeSchema>;
