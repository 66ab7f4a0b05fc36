import { createRequire } from 'node:module';

/**
 * The fonts a document is printed with, embedded by what is used of them. DejaVu draws French as well as Ewe, Greek, Arabic and N’Ko; a font
 * of its own draws emoji, in one colour.
 */
export const FONTS = {
  text: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  strong: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
  title: 'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed-Bold.ttf',
  code: 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf',
  emoji: '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
} as const;
export type Font = keyof typeof FONTS;

/** Beside the libraries, wherever the program was built to. */
export const fontFile = (font: Font): string => createRequire(import.meta.url).resolve(FONTS[font]);

export interface Run {
  font: Font;
  text: string;
}

const EMOJI = /^\p{RGI_Emoji}$/v;
/** « Draw it in colour »: there is no colour here, and no letter for it. */
const VARIANT = /\ufe0f/g;

/** A line in the pieces that one font draws; every emoji apart from words. */
export function runsOf(line: string, font: Font): Run[] {
  const runs: Run[] = [];
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    const own = EMOJI.test(segment) ? 'emoji' : font;
    const text = segment.replace(VARIANT, '');
    const last = runs.at(-1);
    if (last?.font === own) last.text += text;
    else runs.push({ font: own, text });
  }
  return runs;
}
