import { mediaPath } from '#modules/library/shapes';
import type { Picture, PictureFile } from './shapes.ts';

interface Setting {
  caption?: string;
  /** '' on our own pages, the site's origin in feeds. */
  origin?: string;
  /** The first picture of a page is fetched at once. */
  eager?: boolean;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]!);

/** The library's public address of a file (`/media/<id>/<variant>`). */
export const pictureUrl = (picture: Pick<Picture, 'mediaId'>, variant: 'light' | 'full' | 'poster', origin = ''): string =>
  origin + mediaPath(picture.mediaId, variant);

/** A picture with its legend, linked to the full file; a film that loads nothing but its still before it is asked to play. */
export function figure(picture: Picture, setting: Setting = {}): string {
  const legend = [setting.caption ?? '', picture.credit].filter(Boolean).map(escape).join(' · ');
  const shown = picture.mime.startsWith('video/')
    ? film(picture, setting)
    : `<a href="${pictureUrl(picture, 'full', setting.origin)}">${inlinePicture(picture, setting)}</a>`;
  return `<figure>${shown}${legend ? `<figcaption>${legend}</figcaption>` : ''}</figure>\n`;
}

export function inlinePicture(picture: Picture, { caption = '', origin = '', eager = false }: Setting = {}): string {
  const { light, full } = picture;
  const first: PictureFile = light ?? full;
  const source = pictureUrl(picture, light ? 'light' : 'full', origin);
  const choice =
    light && light.width < full.width
      ? ` srcset="${source} ${light.width}w, ${pictureUrl(picture, 'full', origin)} ${full.width}w" sizes="(max-width: 42rem) 100vw, 38rem"`
      : '';
  const loading = eager ? '' : ' loading="lazy"';
  return `<img src="${source}"${choice} width="${first.width}" height="${first.height}" alt="${escape(picture.alt || caption)}"${loading} decoding="async">`;
}

function film(picture: Picture, { origin = '' }: Setting): string {
  const { full } = picture;
  const poster = picture.poster ? ` poster="${pictureUrl(picture, 'poster', origin)}"` : '';
  return `<video controls preload="none"${poster} width="${full.width}" height="${full.height}" aria-label="${escape(picture.alt)}" src="${pictureUrl(picture, 'full', origin)}"></video>`;
}
