import type { HttpResult } from '#plumbing/http';
import type { Call, Evidence, Order, Outside, RefusalCode, Verdict } from '../contract.ts';
import { evidenceOf, jsonOf, unanswered } from '../evidence.ts';
import { articleOf, type Prepared } from './prepare.ts';
import { DEAD_PASSWORD, errorOf, postJson } from './speak.ts';

/** Publishes the draft: one POST that may be repeated, since it moves one object to one state (class C). */
export async function publish(outside: Outside, call: Call, order: Order, timeoutMs: number): Promise<Verdict> {
  const { postId, media } = order.prepared as Prepared;
  if (!postId) throw new Error('published before prepared');
  const result = await postJson(outside, call, `wp/v2/posts/${postId}`, { ...articleOf(order, media ?? []), status: 'publish' }, timeoutMs);
  return verdictOf(result, evidenceOf('POST wp/v2/posts/:id (publish)', result, call.line));
}

/** developer.wordpress.org/rest-api/reference/posts and WordPress 6.1 as seen, November 2026. */
export function verdictOf(result: HttpResult, evidence: Evidence): Verdict {
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  const body = jsonOf<{ id?: number; status?: string; link?: string }>(result);
  if (result.status === 200 && body?.id) {
    if (body.status === 'publish') return { kind: 'published', remoteId: String(body.id), remoteUrl: body.link ?? null, evidence };
    return { kind: 'unclear', code: `status_${body.status ?? 'unknown'}`, evidence };
  }
  const code = errorOf(result);
  const refused = (said: RefusalCode): Verdict => ({ kind: 'refused', code: said, evidence });
  if (result.status === 401 && DEAD_PASSWORD.has(code)) return refused('token_dead');
  if ((result.status === 401 || result.status === 403) && code.startsWith('rest_cannot_')) return refused('no_permission');
  if (result.status === 400 && code === 'rest_invalid_param') return refused('invalid_request');
  if (result.status === 404 && code === 'rest_post_invalid_id') return refused('draft_gone');
  return { kind: 'unclear', code: code || (result.status === 200 ? 'no_id' : `http_${result.status}`), evidence };
}
