import type { HttpResult } from '#plumbing/http';
import type { Evidence, RefusalCode, Verdict } from '../contract.ts';
import { jsonOf, retryAt, unanswered } from '../evidence.ts';
import { postAddress } from './post-address.ts';
import type { XrpcError } from './xrpc.ts';

/** Errors the PDS raises before it writes (lexicon com.atproto.repo.putRecord; seen on PDS 0.5.35, November 2026). */
const CODES: Record<string, RefusalCode> = {
  ExpiredToken: 'session_expired',
  InvalidToken: 'session_expired',
  AuthMissing: 'session_expired',
  AuthenticationRequired: 'session_expired',
  AccountTakedown: 'account_blocked',
  AccountSuspended: 'account_blocked',
  AccountDeactivated: 'account_blocked',
  RepoTakendown: 'account_blocked',
  RepoSuspended: 'account_blocked',
  RepoDeactivated: 'account_blocked',
  BlobNotFound: 'media_gone',
};

export function verdictOf(result: HttpResult, evidence: Evidence, did: string, rkey: string, now: Date): Verdict {
  if (result.kind === 'no_answer') return unanswered(result, evidence);
  const body = jsonOf<XrpcError & { uri?: string; cid?: string }>(result);
  if (result.status === 200 && body?.uri && body.cid)
    return { kind: 'published', remoteId: body.uri, remoteUrl: postAddress(did, rkey), extra: { cid: body.cid }, evidence };
  const refused = (code: RefusalCode): Verdict => ({ kind: 'refused', code, evidence });
  if (result.status === 429)
    return { kind: 'refused', code: 'rate_limited', retryAt: retryAt(result.headers, now, 'ratelimit-reset'), evidence };
  const error = body?.error ?? '';
  const known = result.status < 500 ? CODES[error] : undefined;
  if (known) return refused(known);
  if (result.status === 413) return refused('invalid_request');
  if (result.status === 400 && (error === 'InvalidRequest' || error === 'InvalidRecord'))
    return refused(/grapheme|string too big|text must not be/i.test(body?.message ?? '') ? 'text_too_long' : 'invalid_request');
  // InvalidSwap among them: something is under our key, and only reading it can say what.
  return { kind: 'unclear', code: result.status === 200 ? 'no_id' : error || `http_${result.status}`, evidence };
}
