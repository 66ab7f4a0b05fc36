import { signedHeaders, type HttpResult } from '#plumbing/http';
import type { Id } from '#words/ids.ts';
import type { Call, Evidence, Order, Outside, Verdict } from '../contract.ts';
import { evidenceOf, retryAt, unanswered } from '../evidence.ts';

/** Where a receiver fetches a private media, for 15 minutes. */
export interface MediaAddresses {
  mediaAddress(workspaceId: Id, mediaId: Id): string;
}

/**
 * One signed POST. The event id is the publication's, so that the receiver can tell a repeat from news. Media are fetched by the
 * receiver, at an address that opens without a session for a while.
 */
export async function publish(outside: Outside & MediaAddresses, call: Call, order: Order, timeoutMs: number): Promise<Verdict> {
  const body = JSON.stringify({
    type: 'post.published',
    timestamp: order.createdAt.toISOString(),
    data: {
      id: order.opId,
      title: order.payload.title,
      text: order.payload.text,
      language: order.payload.language,
      media: order.payload.media.map(({ mediaId, sha256, mime, bytes, width, height, alt }) => ({
        id: mediaId,
        url: outside.mediaAddress(call.line.workspaceId, mediaId),
        sha256,
        mime,
        bytes,
        width,
        height,
        alt,
      })),
    },
  });
  const result = await outside.http.send({
    method: 'POST',
    url: call.line.address,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': order.opId,
      ...signedHeaders(call.line.secret['secret'] ?? '', order.opId, outside.now(), body),
    },
    body,
    signal: call.signal,
    timeoutMs,
  });
  return verdictOf(result, evidenceOf('POST webhook', result, call.line), order, outside.now());
}

/** docs/publishing.md: repeated only after no byte written, 410 or 429; everything else that is not 2xx goes to a person. */
export function verdictOf(result: HttpResult, evidence: Evidence, order: Pick<Order, 'opId'>, now: Date): Verdict {
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  if (result.status >= 200 && result.status < 300) return { kind: 'published', remoteId: order.opId, remoteUrl: null, evidence };
  if (result.status === 410) return { kind: 'refused', code: 'endpoint_gone', evidence };
  if (result.status === 429) return { kind: 'refused', code: 'rate_limited', retryAt: retryAt(result.headers, now, ''), evidence };
  return { kind: 'unclear', code: `http_${result.status}`, evidence };
}
