/** What an endpoint answers, before it becomes a Response; also what is kept under an Idempotency-Key. */
export interface Answer {
  status: number;
  /** JSON; absent for 204. */
  body?: unknown;
  headers?: Record<string, string>;
}

export function responseOf({ status, body, headers }: Answer): Response {
  if (body === undefined) return new Response(null, { status, headers: headers ?? {} });
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
