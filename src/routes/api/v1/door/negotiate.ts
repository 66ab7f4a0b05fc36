import type { HTTPException } from 'hono/http-exception';
import { notFound, Refusal } from '#words/refusal.ts';

const SPOKEN = /^(\*\/\*|application\/(\*|json|problem\+json))$/;

/** @throws Refusal `not_acceptable` (406) when the caller takes no JSON */
export function refuseAccept(header: string | undefined): void {
  if (!header?.trim()) return;
  const takes = header.split(',').some((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    return SPOKEN.test(range.trim()) && !parameters.some((one) => /^\s*q=0(\.0*)?\s*$/.test(one));
  });
  if (!takes) throw new Refusal('not_acceptable', { status: 406 });
}

/** The methods of this path; none when nothing answers there. */
export function methodsOf(routes: readonly { method: string; path: string }[], path: string): string[] {
  const found = routes.filter((route) => route.method !== 'ALL' && shapeOf(route.path).test(path)).map((route) => route.method);
  return [...new Set(found.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

const shapeOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);

/** What nothing answered: an unknown address (404), or a known one asked in another way (405). */
export const refuseMethod = (methods: readonly string[]): Refusal =>
  methods.length === 0 ? notFound() : new Refusal('method_not_allowed', { status: 405, details: { methods: methods.join(', ') } });

/** What the library of routes refuses by itself. */
export function ofLibrary(error: HTTPException): Refusal {
  if (error.status === 415) return new Refusal('content_type_unknown', { status: 415 });
  if (error.status === 413) return new Refusal('body_too_large', { status: 413 });
  return new Refusal('body_unreadable', { status: 400 });
}

/** What goes with a refusal beside its body. */
export function headersOf({ code, status, details }: Refusal): Record<string, string> {
  if (status === 401) return { 'www-authenticate': code === 'key_missing' ? 'Bearer' : 'Bearer error="invalid_token"' };
  if (status === 405) return { allow: String(details['methods']) };
  return status === 429 || code === 'call_running' ? { 'retry-after': '1' } : {};
}
