import type { HttpRequest, HttpResult } from '#plumbing/http';
import type { Call, Line, Outside } from '../contract.ts';
import { jsonOf } from '../evidence.ts';
import { restUrl } from './find-root.ts';

export interface WordPressError {
  code?: string;
  message?: string;
}

/** Application passwords are shown in groups of four: the spaces are for the eye. */
export const basic = (line: Pick<Line, 'secret'>): string =>
  `Basic ${Buffer.from(`${line.secret['user'] ?? ''}:${(line.secret['password'] ?? '').replace(/\s+/g, '')}`).toString('base64')}`;

/** One request to the site's REST API, as the connected user. `line.address` is the REST root. */
export function speak(
  outside: Outside,
  call: Call,
  request: Pick<HttpRequest, 'method' | 'body' | 'headers' | 'timeoutMs'> & { path: string; query?: Record<string, string> },
): Promise<HttpResult> {
  const { path, query, ...rest } = request;
  return outside.http.send({
    ...rest,
    url: restUrl(call.line.address, path, query),
    headers: { accept: 'application/json', ...request.headers, authorization: basic(call.line) },
    signal: call.signal,
  });
}

export const postJson = (outside: Outside, call: Call, path: string, body: object, timeoutMs?: number): Promise<HttpResult> =>
  speak(outside, call, {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(timeoutMs ? { timeoutMs } : {}),
  });

export const errorOf = (result: HttpResult): string => jsonOf<WordPressError>(result)?.code ?? '';

/** Codes that say the password opens nothing (seen on WordPress 6.1; application passwords, core since 5.6). */
export const DEAD_PASSWORD = new Set([
  'rest_not_logged_in',
  'incorrect_password',
  'invalid_username',
  'invalid_email',
  'invalid_application_password',
]);
