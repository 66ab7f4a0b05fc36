import type { HttpResult, NoAnswer } from '#plumbing/http';
import type { Evidence, Finding, Line, Preparation, RefusalCode, Verdict } from './contract.ts';

const EXCERPT = 500;
/** Whatever looks like a key to something, whoever it belongs to. */
const TOKENS = /(bearer\s+|basic\s+|"(?:access|refresh)(?:Jwt|_token)"\s*:\s*"|eyJ)[\w.~+/=-]+/gi;

/** What was seen, fit to be kept forever: without the secrets of the line, at most 500 characters. */
export function evidenceOf(endpoint: string, result: HttpResult, line: Pick<Line, 'secret'>): Evidence {
  if (result.kind === 'no_answer') return { endpoint, status: null, code: result.code, excerpt: '', bytesWritten: result.bytesWritten };
  return { endpoint, status: result.status, code: `http_${result.status}`, excerpt: redact(textOf(result), line), bytesWritten: true };
}

export function redact(text: string, line: Pick<Line, 'secret'>): string {
  let clean = text;
  for (const value of Object.values(line.secret)) if (value.length >= 4) clean = clean.replaceAll(value, '[redacted]');
  return clean.replace(TOKENS, '$1[redacted]').slice(0, EXCERPT);
}

export const textOf = (result: HttpResult): string => (result.kind === 'answer' ? new TextDecoder().decode(result.body) : '');

/** The answer as a JSON object or list; null when it is neither. */
export function jsonOf<T = Record<string, unknown>>(result: HttpResult): T | null {
  try {
    const parsed: unknown = JSON.parse(textOf(result));
    return typeof parsed === 'object' && parsed !== null ? (parsed as T) : null;
  } catch {
    // Not JSON is an answer like another: the caller decides what it means.
    return null;
  }
}

/** Codes of the egress guard that time does not heal. */
const GUARD = new Set(['address_invalid', 'scheme_refused', 'userinfo_refused', 'port_refused', 'private_refused', 'own_address_refused']);

export const unsentCode = (result: NoAnswer): RefusalCode => (GUARD.has(result.code) ? 'address_refused' : 'not_sent');

/** No answer to a mutating call: certain only when not one byte was written. */
export const unanswered = (result: NoAnswer, evidence: Evidence): Verdict & Preparation =>
  result.bytesWritten ? { kind: 'unclear', code: result.code, evidence } : { kind: 'refused', code: unsentCode(result), evidence };

export const unreadable = (code: string, evidence: Evidence): Finding => ({ kind: 'unreadable', code, evidence });

/** When a network says to come back: `Retry-After` in seconds or as a date, or its own reset header (ISO date or epoch seconds). */
export function retryAt(headers: Readonly<Record<string, string>>, now: Date, resetHeader: string): Date {
  const after = headers['retry-after'];
  if (after && /^\d+$/.test(after)) return new Date(now.getTime() + Number(after) * 1000);
  const said = after ?? headers[resetHeader];
  const at = said && /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said ?? '');
  return new Date(Number.isFinite(at) ? Math.max(at, now.getTime()) : now.getTime() + 60_000);
}
