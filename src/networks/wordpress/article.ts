import MarkdownIt from 'markdown-it';
import type { Id } from '#words/ids.ts';
import type { Order } from '../contract.ts';

/** Markdown without raw HTML: what a person types is text, and a line break is a line break. */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

export interface UploadedMedia {
  mediaId: Id;
  /** The attachment's id on the site. */
  id: number;
  url: string;
  mime: string;
  alt: string;
}

/** The title given, else the first line, without its Markdown signs. */
export function titleOf(payload: Order['payload']): string {
  const first = payload.title.trim() || (payload.text.trim().split('\n')[0] ?? '');
  return first
    .replace(/^#+\s*/, '')
    .replace(/[*_`]/g, '')
    .slice(0, 200);
}

/** Text as HTML, then the media after the featured image. */
export function contentOf(payload: Order['payload'], uploaded: readonly UploadedMedia[]): string {
  const [featured] = uploaded.filter(isImage);
  const rest = uploaded.filter((media) => media !== featured);
  return [markdown.render(payload.text).trim(), ...rest.map(figure)].join('\n');
}

export const isImage = (media: Pick<UploadedMedia, 'mime'>): boolean => media.mime.startsWith('image/');

function figure(media: UploadedMedia): string {
  const url = markdown.utils.escapeHtml(media.url);
  if (!isImage(media)) return `<figure class="wp-block-video"><video controls src="${url}"></video></figure>`;
  return `<figure class="wp-block-image"><img src="${url}" alt="${markdown.utils.escapeHtml(media.alt)}" class="wp-image-${media.id}" /></figure>`;
}

/** Our own address for the article: readable words, then a part of the op_id that nobody else has. The same at every attempt. */
export function slugOf(order: Pick<Order, 'opId' | 'payload'>): string {
  const words = titleOf(order.payload)
    .replace(/https?:\/\/\S+/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(.{1,60})(-.*)?$/, '$1');
  return `${words ? `${words}-` : ''}${tailOf(order.opId)}`;
}

/** The name of an uploaded file, and so of its attachment page. */
export const mediaSlug = (order: Pick<Order, 'opId'>, mediaId: Id): string => `m-${tailOf(order.opId)}-${tailOf(mediaId)}`;

/** 40 random bits of a UUIDv7, in hexadecimal. */
const tailOf = (id: Id): string => id.replaceAll('-', '').slice(22);
