import { publishMedia, readMedia } from '#modules/library';
import { variantOf, type MediaView, type VariantName } from '#modules/library/shapes';
import type { FrozenMedia } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import type { Picture, PictureFile } from './shapes.ts';

/**
 * Makes the media of an article public and gives the article's own copy of what pages need to know of them; the bytes stay in the library.
 * The words (alt) are the frozen ones: what was approved is what shows.
 */
export async function takePictures(ctx: Ctx, media: readonly FrozenMedia[]): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const { mediaId, alt } of media) {
    const view = await readMedia(ctx, mediaId);
    pictures.push({
      mediaId,
      mime: view.mime,
      alt,
      credit: view.credit,
      full: { width: view.width, height: view.height, bytes: view.bytes },
      light: fileOf(view, 'light'),
      poster: fileOf(view, 'poster'),
    });
  }
  await publishMedia(
    ctx,
    pictures.map((one) => one.mediaId),
  );
  return pictures;
}

function fileOf(view: MediaView, name: VariantName): PictureFile | null {
  const variant = variantOf(view, name);
  return variant && { width: variant.width, height: variant.height, bytes: variant.bytes };
}
