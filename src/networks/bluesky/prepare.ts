import type { Call, FrozenMedia, Order, Preparation, ReadMedia } from '../contract.ts';
import { evidenceOf, jsonOf, retryAt, unanswered } from '../evidence.ts';
import { mentionedHandles } from './facets.ts';
import type { UploadedImage } from './record.ts';
import { didByPds, didOfHandle, type Directories } from './resolve.ts';
import { MAX_IMAGE_BYTES } from './rules.ts';
import type { XrpcError } from './xrpc.ts';
import { speakAgain } from './xrpc.ts';

/** Blobs that no record names are swept by the server; an hour is what every PDS we read keeps them for at least. */
const BLOBS_LAST_MS = 50 * 60_000;
const ENDPOINT = 'POST com.atproto.repo.uploadBlob';

/** Uploads the pictures and finds who is mentioned. Blobs stay invisible until a record names them. */
export async function prepare(outside: Directories, call: Call, order: Order, readMedia: ReadMedia): Promise<Preparation> {
  const images: UploadedImage[] = [];
  let evidence: Preparation['evidence'] = { endpoint: ENDPOINT, status: null, code: 'nothing_to_do', excerpt: '', bytesWritten: false };
  const { media: pictures, card } = order.payload;
  const thumbs = pictures.length === 0 && card?.thumb ? [card.thumb] : [];
  for (const media of [...pictures, ...thumbs]) {
    const step = await upload(outside, call, media, await readMedia(media));
    if (step.kind !== 'uploaded') return step;
    evidence = step.evidence;
    images.push(step.image);
  }
  const thumb = thumbs.length > 0 ? images.pop()! : null;
  const mentions = await resolveMentions(outside, call, order);
  const expiresAt = images.length > 0 || thumb ? { expiresAt: new Date(outside.now().getTime() + BLOBS_LAST_MS) } : {};
  return { kind: 'ready', prepared: { images, thumb, mentions }, ...expiresAt, evidence };
}

type Step =
  { kind: 'uploaded'; image: UploadedImage; evidence: Preparation['evidence'] } | Exclude<Preparation, { kind: 'ready' | 'processing' }>;

async function upload(outside: Directories, call: Call, media: FrozenMedia, bytes: Uint8Array): Promise<Step> {
  const nothingSent = { endpoint: ENDPOINT, status: null, excerpt: '', bytesWritten: false };
  if (bytes.length > MAX_IMAGE_BYTES)
    return { kind: 'refused', code: 'media_too_large', evidence: { ...nothingSent, code: 'media_too_large' } };
  const spoken = await speakAgain(outside, call, {
    method: 'POST',
    nsid: 'com.atproto.repo.uploadBlob',
    headers: { 'content-type': media.mime },
    body: bytes,
    timeoutMs: 60_000,
  });
  if (spoken.kind === 'dead') return { kind: 'refused', code: 'token_dead', evidence: { ...nothingSent, code: spoken.code } };
  if (spoken.kind === 'unreachable') return { kind: 'refused', code: 'not_sent', evidence: { ...nothingSent, code: spoken.code } };
  const { result } = spoken;
  const evidence = evidenceOf(ENDPOINT, result, { secret: { ...call.line.secret, ...spoken.session } });
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  const body = jsonOf<XrpcError & { blob?: unknown }>(result);
  if (result.status === 200 && body?.blob) {
    const { mediaId, width, height, alt } = media;
    return { kind: 'uploaded', image: { mediaId, blob: body.blob, width, height, alt }, evidence };
  }
  if (result.status === 413) return { kind: 'refused', code: 'media_too_large', evidence };
  if (result.status === 429)
    return { kind: 'refused', code: 'rate_limited', retryAt: retryAt(result.headers, outside.now(), 'ratelimit-reset'), evidence };
  if (result.status === 400 && body?.error === 'InvalidRequest') return { kind: 'refused', code: 'media_refused', evidence };
  return { kind: 'unclear', code: body?.error ?? `http_${result.status}`, evidence };
}

/** Handles nobody answers for stay plain text: a post is not held for a typing error in a mention. */
async function resolveMentions(outside: Directories, call: Call, order: Order): Promise<Record<string, string>> {
  const mentions: Record<string, string> = {};
  for (const handle of mentionedHandles(order.payload.text)) {
    const did = (await didByPds(outside, call.line.address, handle, call.signal)) ?? (await didOfHandle(outside, handle, call.signal));
    if (did) mentions[handle] = did;
  }
  return mentions;
}
