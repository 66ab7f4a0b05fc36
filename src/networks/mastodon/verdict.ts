import type { HttpResult } from '#plumbing/http';
import type { Evidence, Order, RefusalCode, Verdict } from '../contract.ts';
import { jsonOf, retryAt, unanswered } from '../evidence.ts';
import { hasKeyLock, limitsOf } from './limits.ts';

interface Status {
  id?: string;
  url?: string | null;
  uri?: string;
  error?: string;
}

/** Mastodon's own sentences for 422 (config/locales/en.yml, 4.6); the server may answer in the account's language, hence the default. */
const SENTENCES: [RegExp, RefusalCode][] = [
  [/finished processing/i, 'media_not_ready'],
  [/character limit|too long/i, 'text_too_long'],
  [/can't be blank|can’t be blank/i, 'text_empty'],
  [/image|video|attach/i, 'media_refused'],
];

/**
 * What an answer to POST /api/v1/statuses means (docs.joinmastodon.org/methods/statuses, November 2026). Refusals are believed where
 * Mastodon documents them; of its lookalikes only 401 with its error, since they answer 400, 403, 422 and 429 as they please.
 */
export function verdictOf(
  result: HttpResult,
  evidence: Evidence,
  order: Order,
  facts: Readonly<Record<string, unknown>>,
  now: Date,
): Verdict {
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  const body = jsonOf<Status>(result);
  if (result.status === 200 && body?.id && !body.error)
    return { kind: 'published', remoteId: String(body.id), remoteUrl: body.url ?? body.uri ?? null, evidence };

  const unclear: Verdict = { kind: 'unclear', code: result.status === 200 ? 'no_id' : `http_${result.status}`, evidence };
  if (!body?.error) return unclear;
  const refused = (code: RefusalCode): Verdict => ({ kind: 'refused', code, evidence });
  if (result.status === 401) return refused('token_dead');
  if (limitsOf(facts).software === 'gotosocial' && result.status === 400 && /character limit|too long|exceed/i.test(body.error))
    return refused('text_too_long');
  if (limitsOf(facts).software !== 'mastodon') return unclear;
  if (result.status === 403) return refused(/suspend|disabled|moved|pending/i.test(body.error) ? 'account_blocked' : 'no_permission');
  if (result.status === 404 && order.parent) return refused('parent_gone');
  if (result.status === 422) return refused(SENTENCES.find(([sentence]) => sentence.test(body.error!))?.[1] ?? 'invalid_request');
  // On a server whose key we cannot hang on to, "too many" is looked up before anything is sent again.
  if (result.status === 429 && hasKeyLock(facts))
    return { kind: 'refused', code: 'rate_limited', retryAt: retryAt(result.headers, now, 'x-ratelimit-reset'), evidence };
  return unclear;
}
