import {
  library_ratio_banner,
  library_ratio_landscape,
  library_ratio_original,
  library_ratio_portrait,
  library_ratio_square,
  library_ratio_tall,
} from '#messages';
import type { Ratio } from '#words/crop.ts';

const WORDS: Record<Ratio, (details: { ratio: string }) => string> = {
  original: library_ratio_original,
  '1:1': library_ratio_square,
  '4:5': library_ratio_portrait,
  '3:4': library_ratio_portrait,
  '2:3': library_ratio_portrait,
  '9:16': library_ratio_tall,
  '16:9': library_ratio_landscape,
  '1.91:1': library_ratio_banner,
};

/** « Portrait 4:5 » */
export const ratioWord = (ratio: Ratio): string => WORDS[ratio]({ ratio });
