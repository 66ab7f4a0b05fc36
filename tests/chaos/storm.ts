import { setTimeout as sleep } from 'node:timers/promises';
import { openChance } from '../worlds/fakenet/random.ts';
import type { FaultPlan, TruthEntry } from '../worlds/fakenet/index.ts';
import type { Judgement } from '../worlds/checker.ts';
import type { Publication } from './product/api.ts';
import { killSenders } from './product/kill-senders.ts';
import type { Outside } from './product/outside.ts';
import { startProduct, type Product } from './product/start-product.ts';
import type { Door } from './product/street.ts';
import { check, isSettled, settle } from './product/verdicts.ts';
import { row, type Row } from './row.ts';

export interface StormPlan {
  test: string;
  seed: number;
  /** Said in every row; T1 rages on two kinds of networks. */
  where?: string;
  outside: () => Promise<Outside>;
  /** The texts of each post of one account, segment by segment. */
  postsOf(door: Door, n: number): string[][];
  /** All are due within this many seconds. */
  dueWithinS: number;
  faults: FaultPlan['rules'];
  faultsMs: number;
  /** Milliseconds during which senders are killed; 0: none is. */
  killMs: number;
  /** What the test asks for besides, and this does not do. */
  notRun?: readonly string[];
}

export interface Aftermath {
  product: Product;
  publications: Publication[];
  truth: TruthEntry[];
  judgement: Judgement;
  rows: Row[];
}

const VERDICT_MS = 15 * 60_000;
/** Long enough for every publication to be planned before the first is due, on a machine that does other things too. */
const planningMs = (publications: number): number => 30_000 + 40 * publications;
/** After the last fault: what was accepted without an answer may still become visible. */
const LATEST_MS = 40_000;

/** A whole Palabre, its posts, its faults, its kills; then fifteen minutes at most until everything has a verdict or a flag. */
export async function storm(plan: StormPlan, look: (after: Aftermath) => Row[]): Promise<Row[]> {
  const { test, seed, where } = plan;
  const chance = openChance(seed);
  const product = await startProduct(await plan.outside());
  try {
    const wanted = product.street.flatMap((door, n) => plan.postsOf(door, n).map((texts) => ({ door, texts })));
    const planned = wanted.reduce((sum, { texts }) => sum + texts.length, 0);
    const begin = Date.now() + planningMs(planned);
    await planAll(product, wanted, () => new Date(begin + chance.between('due', 0, plan.dueWithinS * 1000)));
    const early = Date.now() < begin;
    await sleep(Math.max(0, begin - Date.now()));
    const from = Date.now();
    product.net.setFaults({ rules: plan.faults, until: from + plan.faultsMs });
    const kills = plan.killMs > 0 ? await killSenders(product.palabre, chance, plan.killMs) : 0;
    await sleep(Math.max(0, from + plan.faultsMs - Date.now()));
    const tookMs = await settle(product, VERDICT_MS);
    await sleep(Math.max(0, from + plan.faultsMs + LATEST_MS - Date.now()));
    const publications = await product.api.publications();
    const unsettled = publications.filter((one) => !isSettled(one));
    const judgement = await check(product, publications);
    const truth = await product.net.truth();
    const seen = {
      publications: publications.length,
      planned,
      kills,
      ...countCalls(truth, from + plan.faultsMs),
      settledAfterS: tookMs === null ? null : Math.round(tookMs / 1000),
    };
    const notRun = [...(plan.notRun ?? []), ...(early ? [] : ['some posts were due before the storm began: planning them took too long'])];
    const rows = (Object.entries(judgement) as [string, string[]][]).map(([what, wrong]) =>
      row(test, seed, what, wrong.length, 0, { ...(wrong.length > 0 && { wrong: wrong.slice(0, 10) }) }),
    );
    rows.unshift(row(test, seed, 'without a verdict or a flag after 15 minutes', unsettled.length, 0, { ...seen, notRun }));
    rows.push(row(test, seed, 'not known to the public API', Math.max(0, planned - publications.length), 0));
    return [...rows, ...look({ product, publications, truth, judgement, rows })].map((one) => ({ ...one, ...(where && { where }) }));
  } catch (error) {
    console.error(product.palabre.said().slice(-10_000));
    throw error;
  } finally {
    await product.stop();
  }
}

/** Calls of the storm: how many came while it raged, and which faults struck how many. A storm that hardly blew proves nothing. */
function countCalls(truth: readonly TruthEntry[], end: number): { callsInStorm: number; struck: Record<string, number> } {
  const calls = truth.filter((entry) => entry.kind === 'call' && entry.at <= end);
  const struck: Record<string, number> = {};
  for (const call of calls) if (call.kind === 'call' && call.fault) struck[call.fault] = (struck[call.fault] ?? 0) + 1;
  return { callsInStorm: calls.length, struck };
}

/** Eight at once, as eight people would. */
async function planAll({ api }: Product, wanted: { door: Door; texts: string[] }[], drawAt: () => Date): Promise<void> {
  const work = async (): Promise<void> => {
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      const { door, texts } = next;
      await api.plan({ client: door.client, channels: [door.channel], texts, at: drawAt() });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
}
