import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scope } from '../../src/modules/team/shapes.ts';
import type { Document } from './arbitraries.ts';
import { openJudge } from './judge.ts';
import { plansOf, type Planned } from './plan.ts';
import { State } from './state.ts';

/** Milliseconds an answer is waited for. */
const PATIENCE_MS = 20_000;

export interface FuzzWorld {
  /** `http://127.0.0.1:3000/api/v1` */
  base: string;
  keys: Record<Scope, string>;
  /** Ids of another workspace, which must answer like ids of nobody. */
  foreign: string[];
  /** A small picture, for uploads. */
  picture: Uint8Array<ArrayBuffer>;
}

export interface Found {
  calls: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  /** What was wrong, with the call that met it. */
  faults: string[];
  /** Calls that took as long as a hung one. */
  hangs: string[];
  slowestMs: number;
}

/** T23: calls made from the published document, right and wrong ones, each building on what the ones before made. */
export async function fuzzApi(
  world: FuzzWorld,
  { calls, seed, hungMs, lanes = 4 }: { calls: number; seed: number; hungMs: number; lanes?: number },
): Promise<Found> {
  const document = (await (await fetch(`${world.base}/openapi.json`)).json()) as Document;
  const judge = openJudge(document);
  const plans = fc.sample(plansOf(document), { numRuns: calls, seed })[Symbol.iterator]();
  // Drawing fifty thousand calls keeps everything waiting: connections that rested too long are closed before one of them is used.
  await sleep(1_000);
  const state = new State();
  state.know('foreign', world.foreign);
  await learn(world, state, '/clients', 'client');
  await learn(world, state, '/channels', 'channel');
  const found: Found & { hungMs: number } = { hungMs, calls: 0, statuses: {}, faults: [], hangs: [], slowestMs: 0 };
  const lane = async (): Promise<void> => {
    for (const plan of plans) await tryCall(world, state, plan, judge, found);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return found;
}

async function tryCall(
  world: FuzzWorld,
  state: State,
  plan: Planned,
  judge: ReturnType<typeof openJudge>,
  found: Found & { hungMs: number },
): Promise<void> {
  const id = state.fill(plan.id);
  const query = plan.query.flatMap(([name, value]) =>
    [state.fill(value)].flat().map((one) => `${name}=${encodeURIComponent(String(one).slice(0, 500).toWellFormed())}`),
  );
  const address = plan.path.replace('{id}', encodeURIComponent(id)) + (query.length > 0 ? `?${query.join('&')}` : '');
  const headers: Record<string, string> = { ...plan.headers };
  if (headers['if-match']) headers['if-match'] = headers['if-match'].replace('<tag>', state.tagOf(id));
  if (plan.key !== 'none') headers['authorization'] = `Bearer ${plan.key === 'wrong' ? 'palabre_nobody' : world.keys[plan.key]}`;
  const sent = bodyOf(world, state, plan, headers);
  const began = performance.now();
  const answer = await Promise.race([
    fetch(world.base + address, { method: plan.method, headers: latin(headers), ...sent }),
    sleep(PATIENCE_MS, null, { ref: false }),
  ]);
  const text = answer ? await answer.text() : '';
  const took = performance.now() - began;
  const said = `${plan.method} ${address} ${typeof sent.body === 'string' ? sent.body.slice(0, 300) : ''} ${JSON.stringify(headers).slice(0, 300)}`;
  found.calls += 1;
  found.slowestMs = Math.max(found.slowestMs, Math.round(took));
  if (took - decodingOf(answer) >= found.hungMs && plan.path !== '/media') found.hangs.push(`${Math.round(took)} ms ${said}`);
  if (!answer) return;
  found.statuses[answer.status] = (found.statuses[answer.status] ?? 0) + 1;
  const type = answer.headers.get('content-type') ?? '';
  for (const fault of judge(plan.method.toLowerCase(), plan.path, { status: answer.status, type, text }))
    found.faults.push(`${fault} | ${said} | ${text.slice(0, 200)}`);
  if (answer.ok && text) remember(state, plan.path, JSON.parse(text) as never, answer.headers.get('etag'));
}

/** Milliseconds for which pictures were cut for the first time, in the decoder: T19's subject, as uploads are. */
const decodingOf = (answer: Response | null): number =>
  Number(/pictures;dur=(\d+)/.exec(answer?.headers.get('server-timing') ?? '')?.[1] ?? 0);

function bodyOf(world: FuzzWorld, state: State, plan: Planned, headers: Record<string, string>): { body?: string | FormData } {
  if (plan.method === 'GET' || plan.method === 'HEAD') {
    delete headers['content-type'];
    return {};
  }
  if (plan.path === '/media' && plan.raw === null) {
    delete headers['content-type'];
    const form = new FormData();
    form.set('client', state.fill('<client:0>'));
    form.set('alt', 'Un plat');
    form.set('file', new Blob([world.picture]), 'plat.png');
    return { body: form };
  }
  if (plan.raw !== null) return { body: plan.raw };
  return plan.body === undefined ? {} : { body: JSON.stringify(state.fill(plan.body)) ?? 'null' };
}

function remember(
  state: State,
  path: string,
  body: { id?: string; items?: { id?: string }[]; publications?: { id: string }[] },
  etag: string | null,
): void {
  const pool = (['client', 'channel', 'post', 'media', 'publication', 'webhook'] as const).find((name) => path.startsWith(`/${name}`));
  if (!pool || /\/(attempts|deliveries)$/.test(path)) return;
  const ids = (body.items ?? [body]).flatMap((one) => one.id ?? []);
  state.know(pool, ids);
  state.know(
    'publication',
    (body.publications ?? []).map((one) => one.id),
  );
  if (body.id) state.tag(body.id, etag);
}

async function learn(world: FuzzWorld, state: State, path: string, pool: 'client' | 'channel'): Promise<void> {
  const answer = await fetch(`${world.base}${path}`, { headers: { authorization: `Bearer ${world.keys.manage}` } });
  const { items } = (await answer.json()) as { items: { id: string }[] };
  state.know(
    pool,
    items.map((one) => one.id),
  );
}

/** What a header line can carry at all. */
const latin = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e\xa0-\xff]/g, '?')]));
