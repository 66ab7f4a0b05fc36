import type { IncomingMessage } from 'node:http';

/** One request, read whole, so that it can be worked on later than it is answered. */
export interface Exchange {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: Buffer;
  /** `http://host:port` the caller used. */
  origin: string;
  /** Values captured by the path of the route. */
  params: Record<string, string>;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** A string goes out as it is, anything else as JSON; undefined: an empty body. */
  body?: unknown;
}

export const json = (status: number, body: unknown, headers?: Record<string, string>): Answer => ({ status, body, headers });
export const page = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
});

export async function readExchange(request: IncomingMessage): Promise<Exchange> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const origin = `http://${headers.host ?? 'localhost'}`;
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', origin),
    headers,
    body: Buffer.concat(chunks),
    origin,
    params: {},
  };
}

type Fields = Record<string, string | string[] | File>;

/** The body's fields, whether it came as JSON, as a form or in parts; `media_ids[]` is found under `media_ids`. */
export async function readFields(exchange: Exchange): Promise<Fields> {
  const type = exchange.headers['content-type'] ?? '';
  if (type.includes('json')) return exchange.body.length ? (JSON.parse(exchange.body.toString()) as Fields) : {};
  if (exchange.body.length === 0) return {};
  const form = await new Response(new Uint8Array(exchange.body), { headers: { 'content-type': type } }).formData();
  const fields: Fields = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name) as (string | File)[];
    fields[name.replace(/\[\]$/, '')] = name.endsWith('[]') ? (all as string[]) : all[0]!;
  }
  return fields;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
export const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value === undefined ? [] : [text(value)]);

/** The token after `Bearer`, the user and password after `Basic`; null when there is none. */
export const bearer = (exchange: Exchange): string | null => /^Bearer (.+)$/i.exec(exchange.headers.authorization ?? '')?.[1] ?? null;
export function basic(exchange: Exchange): { user: string; password: string } | null {
  const encoded = /^Basic (.+)$/i.exec(exchange.headers.authorization ?? '')?.[1];
  if (!encoded) return null;
  const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
  return { user, password: rest.join(':') };
}

export type Handler = (exchange: Exchange) => Answer | Promise<Answer>;
/** `GET /api/v1/statuses/:id` → its handler. */
export type Routes = Record<string, Handler>;

/** Finds the route and fills its parameters; the first declared wins. */
export function findRoute(routes: Routes, exchange: Exchange): (() => Answer | Promise<Answer>) | null {
  for (const [address, handler] of Object.entries(routes)) {
    const [method, pattern] = address.split(' ') as [string, string];
    if (method !== exchange.method) continue;
    const shape = new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const match = shape.exec(exchange.url.pathname);
    if (match) return () => handler({ ...exchange, params: decode(match.groups) });
  }
  return null;
}

const decode = (groups: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
