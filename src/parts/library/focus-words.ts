import {
  library_place_bottom,
  library_place_bottom_left,
  library_place_bottom_right,
  library_place_centre,
  library_place_left,
  library_place_right,
  library_place_top,
  library_place_top_left,
  library_place_top_right,
} from '#messages';
import type { Named } from '#modules/library/shapes';

const WORDS: Record<Named, () => string> = {
  '0,0': library_place_top_left,
  '500,0': library_place_top,
  '1000,0': library_place_top_right,
  '0,500': library_place_left,
  '500,500': library_place_centre,
  '1000,500': library_place_right,
  '0,1000': library_place_bottom_left,
  '500,1000': library_place_bottom,
  '1000,1000': library_place_bottom_right,
};

/** What a place of the picture is called. */
export const placeWord = (place: Named): string => WORDS[place]();
