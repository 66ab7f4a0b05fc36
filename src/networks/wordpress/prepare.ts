import type { HttpAnswer } from '#plumbing/http';
import type { Call, Evidence, FrozenMedia, Order, Outside, Preparation, ReadMedia, RefusalCode } from '../contract.ts';
import { evidenceOf, jsonOf, unanswered } from '../evidence.ts';
import { fileName } from '../multipart.ts';
import { contentOf, isImage, mediaSlug, slugOf, titleOf, type UploadedMedia } from './article.ts';
import { findBySlug } from './find-by-slug.ts';
import { DEAD_PASSWORD, errorOf, postJson, speak } from './speak.ts';

export interface Prepared {
  postId?: number;
  media?: UploadedMedia[];
}

type No = Exclude<Preparation, { kind: 'ready' | 'processing' }>;

/** Uploads the media, then makes the draft under our own slug. A draft whose answer was lost is found again by that slug. */
export async function prepare(outside: Outside, call: Call, order: Order, readMedia: ReadMedia): Promise<Preparation> {
  const before = order.prepared as Prepared;
  const media: UploadedMedia[] = [...(before.media ?? [])];
  for (const one of order.payload.media) {
    if (media.some((uploaded) => uploaded.mediaId === one.mediaId)) continue;
    const step = await uploadOnce(outside, call, order, one, readMedia);
    if ('kind' in step) return step;
    media.push(step);
  }
  const draft = await draftOnce(outside, call, order, media);
  if ('kind' in draft) return draft;
  return { kind: 'ready', prepared: { postId: draft.id, media }, evidence: draft.evidence };
}

async function uploadOnce(
  outside: Outside,
  call: Call,
  order: Order,
  media: FrozenMedia,
  readMedia: ReadMedia,
): Promise<UploadedMedia | No> {
  const slug = mediaSlug(order, media.mediaId);
  const known = await findBySlug(outside, call, 'wp/v2/media', slug);
  if (known.kind === 'unreadable') return { kind: 'unclear', code: known.code, evidence: known.evidence };
  const { mediaId, mime, alt } = media;
  if (known.post?.source_url) return { mediaId, mime, alt, id: known.post.id, url: known.post.source_url };

  const extension = fileName('', mime);
  const result = await speak(outside, call, {
    method: 'POST',
    path: 'wp/v2/media',
    headers: { 'content-type': mime, 'content-disposition': `attachment; filename="${slug}${extension}"` },
    body: await readMedia(media),
    timeoutMs: 120_000,
  });
  const evidence = evidenceOf('POST wp/v2/media', result, call.line);
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  const body = jsonOf<{ id?: number; source_url?: string }>(result);
  if (result.status !== 201 || !body?.id || !body.source_url) return refusalOf(result, evidence);
  // The description is not worth holding a post for: the article carries it in its own markup too.
  if (alt) await postJson(outside, call, `wp/v2/media/${body.id}`, { alt_text: alt });
  return { mediaId, mime, alt, id: body.id, url: body.source_url };
}

async function draftOnce(
  outside: Outside,
  call: Call,
  order: Order,
  media: UploadedMedia[],
): Promise<{ id: number; evidence: Evidence } | No> {
  const slug = slugOf(order);
  const known = await findBySlug(outside, call, 'wp/v2/posts', slug);
  if (known.kind === 'unreadable') return { kind: 'unclear', code: known.code, evidence: known.evidence };
  if (known.post) return { id: known.post.id, evidence: known.evidence };

  const result = await postJson(outside, call, 'wp/v2/posts', { ...articleOf(order, media), slug, status: 'draft' });
  const evidence = evidenceOf('POST wp/v2/posts (draft)', result, call.line);
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  const body = jsonOf<{ id?: number; slug?: string }>(result);
  if (result.status !== 201 || !body?.id) return refusalOf(result, evidence);
  if (body.slug === slug) return { id: body.id, evidence };
  // An earlier draft of ours arrived late and holds the slug: that one is published, and this one is put in the bin.
  const holder = await findBySlug(outside, call, 'wp/v2/posts', slug);
  if (holder.kind !== 'read' || !holder.post) return { kind: 'unclear', code: 'slug_taken', evidence };
  await speak(outside, call, { method: 'DELETE', path: `wp/v2/posts/${body.id}` });
  return { id: holder.post.id, evidence: holder.evidence };
}

/** What the draft holds and what publishing writes once more, so that the published text is the frozen one. */
export function articleOf(order: Order, media: readonly UploadedMedia[]): Record<string, unknown> {
  const featured = media.find(isImage);
  return {
    title: titleOf(order.payload),
    content: contentOf(order.payload, media),
    ...(featured ? { featured_media: featured.id } : {}),
  };
}

function refusalOf(result: HttpAnswer, evidence: Evidence): No {
  const code = errorOf(result);
  const refused = (said: RefusalCode): No => ({ kind: 'refused', code: said, evidence });
  // A file type the site does not take comes as a 500 (seen on WordPress 6.1): permanent all the same.
  if (code === 'rest_upload_sideload_error' || code === 'rest_upload_unknown_error') return refused('media_refused');
  if (code === 'rest_upload_file_too_big' || code === 'rest_upload_limited_space' || result.status === 413)
    return refused('media_too_large');
  if (result.status === 401 && DEAD_PASSWORD.has(code)) return refused('token_dead');
  if ((result.status === 401 || result.status === 403) && code.startsWith('rest_cannot_')) return refused('no_permission');
  if (result.status === 400 && code === 'rest_invalid_param') return refused('invalid_request');
  return { kind: 'unclear', code: code || `http_${result.status}`, evidence };
}
