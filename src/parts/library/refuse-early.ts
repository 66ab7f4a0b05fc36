import { refusal_media_heic, refusal_media_svg, refusal_media_too_large } from '#messages';
import { LIMITS, MEGABYTE } from '#modules/library/shapes';

/**
 * What the house would refuse for certain, said before a single byte leaves: on a slow line those bytes are time and money. Only a
 * courtesy, by name and size; the house looks at the file itself.
 */
export function refuseEarly(file: Pick<File, 'name' | 'type' | 'size'>): string | null {
  if (/\.hei[cf]$/i.test(file.name) || /^image\/hei[cf]/.test(file.type)) return refusal_media_heic();
  if (file.type === 'image/svg+xml') return refusal_media_svg();
  const limit = file.type.startsWith('image/') ? LIMITS.imageBytes : LIMITS.videoBytes;
  return file.size > limit ? refusal_media_too_large({ megabytes: limit / MEGABYTE }) : null;
}
