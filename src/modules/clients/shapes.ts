import { LANGUAGES, type Language } from '#words/languages.ts';
import { z } from 'zod';
import type { Id } from '#words/ids.ts';
import { isZone } from '#words/zone-name.ts';

/** A brand served; the community manager's own blog is one too. */
export interface Client {
  id: Id;
  name: string;
  /** One to three letters, drawn in a square. */
  monogram: string;
  /** `#rrggbb`, lower case; the only form that may reach a style attribute. */
  colour: string;
  zone: string;
  language: Language;
  archivedAt: Date | null;
}

export const colourSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/);

export const clientSchema = z.object({
  name: z.string().trim().min(1).max(80),
  colour: colourSchema,
  monogram: z.string().trim().max(3),
  zone: z.string().max(64).refine(isZone),
  language: z.enum(LANGUAGES),
});
export type ClientForm = z.infer<typeof clientSchema>;

/** Dyes that stay apart from each other beside the brand's name; given in turn to new clients. */
export const COLOURS = ['#9a4514', '#a3174f', '#0b6f7d', '#4b7316', '#9a6a00', '#4a4a93'] as const;

/** `Chez Awa` → `CA`, `Éclat` → `ÉC`. @returns one to three characters */
export function monogramOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 0 && !/^(de|du|des|la|le|les|d|l|of|the)$/i.test(word));
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]!) : [...(words[0] ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase().slice(0, 3);
}
