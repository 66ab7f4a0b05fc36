import type { HttpRequest, HttpResult } from '#plumbing/http';
import type { Call, Outside, Session } from '../contract.ts';
import { jsonOf } from '../evidence.ts';
import { readySession, renewSession, type Ready } from './session.ts';

export interface XrpcError {
  error?: string;
  message?: string;
}

/** Seen on PDS 0.5.35: expired and unknown tokens are 400, never 401. */
export const isSessionTrouble = (result: HttpResult): boolean =>
  result.kind === 'answer' &&
  ['ExpiredToken', 'InvalidToken', 'AuthMissing', 'AuthenticationRequired'].includes(jsonOf<XrpcError>(result)?.error ?? '');

export type Spoken = { kind: 'spoken'; result: HttpResult; session: Session } | Exclude<Ready, { kind: 'ready' }>;

/** One request under the account's session. It is never repeated here: what an expired session means is the caller's to say. */
export async function speak(
  outside: Outside,
  call: Call,
  request: { method: 'GET' | 'POST'; nsid: string } & Pick<HttpRequest, 'body' | 'headers' | 'timeoutMs'>,
): Promise<Spoken> {
  const ready = await readySession(outside, call.line, call.signal);
  if (ready.kind !== 'ready') return ready;
  const result = await outside.http.send({
    ...request,
    url: `${call.line.address}/xrpc/${request.nsid}`,
    headers: { ...request.headers, authorization: `Bearer ${ready.session['accessJwt']}` },
    signal: call.signal,
  });
  return { kind: 'spoken', result, session: ready.session };
}

/** Same for calls that may be made twice without harm: an expired session is renewed and the call repeated once. */
export async function speakAgain(outside: Outside, call: Call, request: Parameters<typeof speak>[2]): Promise<Spoken> {
  const first = await speak(outside, call, request);
  if (first.kind !== 'spoken' || !isSessionTrouble(first.result)) return first;
  const renewed = await renewSession(outside, call.line, first.session, call.signal);
  return renewed.kind === 'ready' ? speak(outside, call, request) : renewed;
}
