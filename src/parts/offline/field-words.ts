import {
  offline_field_mediaIds,
  offline_field_pillarId,
  offline_field_text,
  offline_field_title,
  offline_field_variants,
  offline_field_wish,
} from '#messages';
import type { Field } from '#modules/offline/shapes';

const WORDS: Record<Field, () => string> = {
  title: offline_field_title,
  text: offline_field_text,
  mediaIds: offline_field_mediaIds,
  variants: offline_field_variants,
  pillarId: offline_field_pillarId,
  wish: offline_field_wish,
};

export const fieldWord = (field: Field): string => WORDS[field]();
