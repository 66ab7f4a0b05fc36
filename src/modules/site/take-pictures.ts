import type { FrozenMedia } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import type { Picture } from './shapes.ts';

/** The article's own copy of what pages need to know of its media; the bytes stay in the library. */
export async function takePictures(_ctx: Ctx, media: readonly FrozenMedia[]): Promise<Picture[]> {
  return media.map(({ mediaId, mime, alt, width, height, bytes }) => ({
    mediaId,
    mime,
    alt,
    credit: '',
    full: { width, height, bytes },
    light: null,
    poster: null,
  }));
}
