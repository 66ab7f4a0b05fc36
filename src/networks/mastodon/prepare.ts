import type { HttpAnswer } from '#plumbing/http';
import type { Call, FrozenMedia, Order, Outside, Preparation, ReadMedia } from '../contract.ts';
import { evidenceOf, jsonOf, retryAt, unanswered } from '../evidence.ts';
import { fileName, multipart } from '../multipart.ts';
import { bearer } from './bearer.ts';

interface Uploaded {
  mediaId: string;
  id: string;
  ready: boolean;
}

/** Unattached media are purged after a day at the earliest (Mastodon's media cleanup); ours are made again well before. */
const MEDIA_LAST_MS = 20 * 3_600_000;
const LOOK_AGAIN_MS = 5_000;

/** Uploads what is missing and asks about what is still being processed. Nobody sees media before a status carries them. */
export async function prepare(outside: Outside, call: Call, order: Order, readMedia: ReadMedia): Promise<Preparation> {
  const uploaded = ((order.prepared['media'] as Uploaded[] | undefined) ?? []).map((one) => ({ ...one }));
  let evidence = nothingToDo();
  for (const media of order.payload.media) {
    const known = uploaded.find((one) => one.mediaId === media.mediaId);
    if (known?.ready) continue;
    const step = known ? await poll(outside, call, known.id) : await upload(outside, call, media, await readMedia(media));
    if (step.kind !== 'uploaded') return step;
    evidence = step.evidence;
    if (known) known.ready = step.ready;
    else uploaded.push({ mediaId: media.mediaId, id: step.id, ready: step.ready });
  }
  const prepared = { media: uploaded };
  const now = outside.now().getTime();
  return uploaded.every((one) => one.ready)
    ? { kind: 'ready', prepared, expiresAt: new Date(now + MEDIA_LAST_MS), evidence }
    : { kind: 'processing', prepared, lookAgainAt: new Date(now + LOOK_AGAIN_MS), evidence };
}

type Step =
  | { kind: 'uploaded'; id: string; ready: boolean; evidence: Preparation['evidence'] }
  | Exclude<Preparation, { kind: 'ready' | 'processing' }>;

async function upload(outside: Outside, call: Call, media: FrozenMedia, bytes: Uint8Array): Promise<Step> {
  const form = multipart(
    { field: 'file', filename: fileName(media.mediaId, media.mime), mime: media.mime, bytes },
    media.alt ? { description: media.alt } : {},
  );
  const post = (path: string) =>
    outside.http.send({
      method: 'POST',
      url: `${call.line.address}${path}`,
      headers: { ...bearer(call.line), 'content-type': form.contentType },
      body: form.body,
      signal: call.signal,
      timeoutMs: 120_000,
    });
  let endpoint = 'POST /api/v2/media';
  let result = await post('/api/v2/media');
  if (result.kind === 'answer' && result.status === 404) {
    endpoint = 'POST /api/v1/media';
    result = await post('/api/v1/media');
  }
  const evidence = evidenceOf(endpoint, result, call.line);
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  const id = jsonOf<{ id?: string }>(result)?.id;
  if ((result.status === 200 || result.status === 202) && id) return { kind: 'uploaded', id, ready: result.status === 200, evidence };
  return refusalOf(outside, result, evidence);
}

async function poll(outside: Outside, call: Call, id: string): Promise<Step> {
  const url = `${call.line.address}/api/v1/media/${encodeURIComponent(id)}`;
  const result = await outside.http.send({ method: 'GET', url, headers: bearer(call.line), signal: call.signal });
  const evidence = evidenceOf('GET /api/v1/media/:id', result, call.line);
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  if (result.status === 200 || result.status === 206) return { kind: 'uploaded', id, ready: result.status === 200, evidence };
  return refusalOf(outside, result, evidence);
}

/** docs.joinmastodon.org/methods/media, November 2026. */
function refusalOf(outside: Outside, result: HttpAnswer, evidence: Preparation['evidence']): Step {
  if (result.status === 401) return { kind: 'refused', code: 'token_dead', evidence };
  if (result.status === 403) return { kind: 'refused', code: 'no_permission', evidence };
  if (result.status === 413) return { kind: 'refused', code: 'media_too_large', evidence };
  if (result.status === 422) return { kind: 'refused', code: 'media_refused', evidence };
  if (result.status === 429)
    return { kind: 'refused', code: 'rate_limited', retryAt: retryAt(result.headers, outside.now(), 'x-ratelimit-reset'), evidence };
  return { kind: 'unclear', code: `http_${result.status}`, evidence };
}

const nothingToDo = (): Preparation['evidence'] => ({
  endpoint: '',
  status: null,
  code: 'nothing_to_do',
  excerpt: '',
  bytesWritten: false,
});
