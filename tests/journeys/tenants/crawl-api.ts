import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Document, Operation } from '../../fuzz/arbitraries.ts';
import type { Tenant } from './tenant.ts';

export interface ApiCrawl {
  /** `http://…/api/v1` */
  base: string;
  /** A key of one's own that may do everything. */
  key: string;
  own: Tenant;
  foreign: Tenant;
}

export interface ApiFound {
  calls: number;
  /** One's own that did not open: the crawl would prove nothing there. */
  closed: string[];
  leaks: string[];
  accidents: string[];
}

/** Every operation of the published document, with every foreign id in its path, its query and its body; as JSON, then as a form. */
export async function crawlApi(world: ApiCrawl): Promise<ApiFound> {
  const document = (await (await fetch(`${world.base}/openapi.json`)).json()) as Document;
  const found: ApiFound = { calls: 0, closed: [], leaks: [], accidents: [] };
  for (const [address, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) await tryOperation(world, address, method.toUpperCase(), operation, found);
  return found;
}

async function tryOperation(world: ApiCrawl, address: string, method: string, operation: Operation, found: ApiFound): Promise<void> {
  const kind = (['publication', 'webhook', 'media'] as const).find((name) => address.startsWith(`/${name}`)) ?? 'post';
  const at = (tenant: Tenant): string => address.replace('{id}', tenant.ids[kind]!);
  if (method === 'GET') {
    const own = await ask(world, found, method, at(world.own));
    if (own.status !== 200 || !own.text.includes(saysNoName(address) ? 'items' : world.own.mark))
      found.closed.push(`${own.status} ${address}`);
  }
  if (address.includes('{id}')) {
    for (const body of [undefined, ...bodiesOf(world.own), ...bodiesOf(world.foreign)])
      mustRefuse(found, method, at(world.foreign), await ask(world, found, method, at(world.foreign), body));
    return;
  }
  if (method === 'GET') await tryQueries(world, address, operation, found);
  else if (address === '/media') mustRefuse(found, method, address, await ask(world, found, method, address, formOf(world.foreign)));
  else if (address === '/posts')
    for (const body of mixed(world)) mustRefuse(found, method, address, await ask(world, found, method, address, body));
}

/** Lists of codes and hours, without a word of anybody. */
const saysNoName = (address: string): boolean => /\/(attempts|deliveries)$/.test(address);

/** Filters by what is another's find nothing. */
async function tryQueries(world: ApiCrawl, address: string, operation: Operation, found: ApiFound): Promise<void> {
  const names = (operation.parameters ?? [])
    .filter(({ in: place, schema }) => place === 'query' && schema.format === 'uuid')
    .map(({ name }) => name);
  for (const name of names) {
    const target = `${address}?${name}=${world.foreign.ids[name as 'client']}`;
    const page = await ask(world, found, 'GET', target);
    if (page.status === 200 && (JSON.parse(page.text) as { items: unknown[] }).items.length > 0) found.leaks.push(`GET ${target} lists`);
  }
}

const SCHEDULE = { at: '2027-05-01T09:00', zone: 'Africa/Lome' };

const bodiesOf = ({ ids }: Tenant): object[] => [
  { text: 'à moi', variants: [{ channel: ids.channel }] },
  { schedule: SCHEDULE },
  { decision: 'published', url: 'https://example.com/1' },
];

/** A post of one's own with one thing of the other's in it at a time, then the other's whole. */
const mixed = ({ own, foreign }: ApiCrawl): object[] => [
  { client: foreign.ids.client, text: 'à moi' },
  { client: own.ids.client, text: 'à moi', variants: [{ channel: foreign.ids.channel }] },
  { client: own.ids.client, text: 'à moi', media: [foreign.ids.media] },
  { client: own.ids.client, text: 'à moi', variants: [{ channel: own.ids.channel, media: [foreign.ids.media] }], schedule: SCHEDULE },
  { client: foreign.ids.client, text: 'à moi', variants: [{ channel: foreign.ids.channel }], schedule: 'now' },
];

function formOf({ ids }: Tenant): FormData {
  const form = new FormData();
  form.set('client', ids.client);
  form.set('file', new Blob([new Uint8Array(readFileSync(path.join(import.meta.dirname, 'picture.png')))]), 'plat.png');
  return form;
}

async function ask(
  world: ApiCrawl,
  found: ApiFound,
  method: string,
  address: string,
  body?: object,
): Promise<{ status: number; text: string }> {
  const json = body !== undefined && !(body instanceof FormData);
  const answer = await fetch(world.base + address, {
    method,
    headers: { authorization: `Bearer ${world.key}`, 'if-match': '*', ...(json && { 'content-type': 'application/json' }) },
    ...(body && method !== 'GET' && { body: json ? JSON.stringify(body) : (body as FormData) }),
  });
  const text = await answer.text();
  found.calls += 1;
  if (text.includes(world.foreign.mark)) found.leaks.push(`${method} ${address} says ${world.foreign.mark}`);
  if (answer.status >= 500) found.accidents.push(`${answer.status} ${method} ${address}`);
  return { status: answer.status, text };
}

function mustRefuse(found: ApiFound, method: string, address: string, { status }: { status: number }): void {
  if (status < 400) found.leaks.push(`${status} ${method} ${address}`);
}
