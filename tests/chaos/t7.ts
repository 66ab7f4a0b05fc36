import { setTimeout as sleep } from 'node:timers/promises';
import { openInside } from '../journeys/palabre/inside.ts';
import { FAKE_NETWORKS } from '../worlds/fakenet/index.ts';
import { openChance, type Chance } from '../worlds/fakenet/random.ts';
import { signal } from './product/kill-senders.ts';
import { people, startFake } from './product/outside.ts';
import { startProduct, type Product } from './product/start-product.ts';
import { check, settle } from './product/verdicts.ts';
import { row, type ChaosTest } from './row.ts';

const POSTMASTER = /bin\/postgres -D/;
const STORM_MS = 150_000;
/** Milliseconds from one kill to the next: one that dies more than eight times within a minute is given up for good (supervisor). */
const APART = { least: 8_000, most: 20_000 };
const VERDICT_MS = 15 * 60_000;
const PACE_MS = 100;

/** Store faults: PostgreSQL killed by `kill -9` again and again while posts are asked for and sent. */
export const t7: ChaosTest = async ({ seed }) => {
  const product = await startProduct(await startFake(seed, FAKE_NETWORKS, people(2)));
  const inside = await openInside(product.palabre);
  try {
    const asking = askFor(product, Date.now() + STORM_MS);
    const backMs = await killDatabase(product, openChance(seed), Date.now() + STORM_MS);
    const { acknowledged, refused } = await asking;
    const tookMs = await settle(product, VERDICT_MS);
    const publications = await product.api.publications();
    const judgement = await check(product, publications);
    const known = new Set(publications.map(({ text }) => text));
    const lost = acknowledged.filter((text) => !known.has(text));
    const violations = await inside.steal('select * from publishing.violations');
    const slow = backMs.filter((ms) => ms > 30_000);
    const seen = { kills: backMs.length, acknowledged: acknowledged.length, refused, longestMs: Math.max(...backMs) };
    const notRun = ['disk full: a disk of 64 MB must be mounted for it'];
    return [
      row('T7', seed, 'acknowledged posts lost', lost.length, 0, { ...seen, notRun, ...(lost.length > 0 && { wrong: lost }) }),
      row('T7', seed, 'times the API was not back within 30 s', slow.length, 0),
      row('T7', seed, 'without a verdict or a flag after 15 minutes', tookMs === null ? 1 : 0, 0),
      row('T7', seed, 'invariants broken (an intent before each request among them)', violations.length, 0, {
        wrong: violations.slice(0, 10),
      }),
      ...(Object.entries(judgement) as [string, string[]][]).map(([what, wrong]) =>
        row('T7', seed, what, wrong.length, 0, { ...(wrong.length > 0 && { wrong: wrong.slice(0, 10) }) }),
      ),
    ];
  } catch (error) {
    console.error(product.palabre.said().slice(-10_000));
    throw error;
  } finally {
    await inside.close();
    await product.stop();
  }
};

/** One post after the other, to be sent at once; what was answered with a yes is acknowledged, anything else may or may not be there. */
async function askFor({ api, street }: Product, end: number): Promise<{ acknowledged: string[]; refused: number }> {
  const acknowledged: string[] = [];
  let refused = 0;
  for (let n = 0; Date.now() < end; n += 1) {
    const door = street[n % street.length]!;
    const text = `mot${String(n).padStart(5, '0')}fin`;
    try {
      await api.plan({ client: door.client, channels: [door.channel], texts: [text], at: new Date() });
      acknowledged.push(text);
    } catch {
      // Its database is down: what the storm is for.
      refused += 1;
    }
    await sleep(PACE_MS);
  }
  return { acknowledged, refused };
}

/** @returns milliseconds from each kill until the API answered from the database again */
async function killDatabase({ api, palabre }: Product, chance: Chance, end: number): Promise<number[]> {
  const backMs: number[] = [];
  while (Date.now() < end) {
    await sleep(chance.between('kill', APART.least, APART.most));
    for (const pid of palabre.processes(POSTMASTER)) signal(pid, 'SIGKILL');
    const died = Date.now();
    while (!(await answers(api)) && Date.now() - died < 60_000) await sleep(200);
    backMs.push(Date.now() - died);
  }
  return backMs;
}

const answers = (api: Product['api']): Promise<boolean> =>
  api.publications().then(
    () => true,
    () => false,
  );
