import type { Call, Order, Outside, Verdict } from '../contract.ts';
import { evidenceOf } from '../evidence.ts';
import { bearer } from './bearer.ts';
import { verdictOf } from './verdict.ts';

/** One POST /api/v1/statuses under our key. The key is the publication's op_id, so a repeat is the same request. */
export async function publish(outside: Outside, call: Call, order: Order, timeoutMs: number): Promise<Verdict> {
  const uploaded = (order.prepared['media'] as { id: string }[] | undefined) ?? [];
  const result = await outside.http.send({
    method: 'POST',
    url: `${call.line.address}/api/v1/statuses`,
    headers: { ...bearer(call.line), 'content-type': 'application/json', 'idempotency-key': order.opId },
    body: JSON.stringify({
      status: order.payload.text,
      language: order.payload.language,
      ...(uploaded.length > 0 ? { media_ids: uploaded.map((media) => media.id) } : {}),
      ...(order.parent ? { in_reply_to_id: order.parent.remoteId } : {}),
    }),
    signal: call.signal,
    timeoutMs,
  });
  return verdictOf(result, evidenceOf('POST /api/v1/statuses', result, call.line), order, call.line.facts, outside.now());
}
