import { setTimeout as sleep } from 'node:timers/promises';
import { FAKE_NETWORKS } from '../../worlds/fakenet/index.ts';
import { openChance } from '../../worlds/fakenet/random.ts';
import { signal } from '../../journeys/palabre/processes.ts';
import { people, startFake } from '../product/outside.ts';
import { startProduct } from '../product/start-product.ts';
import type { Row } from '../row.ts';
import { startAsking } from './asking.ts';
import { verdictRows } from './verdict-rows.ts';

const POSTMASTER = /bin\/postgres -D/;
const STORM_MS = 150_000;
/** Milliseconds from one kill to the next: one that dies more than eight times within a minute is given up for good (supervisor). */
const APART = { least: 8_000, most: 20_000 };

/** PostgreSQL killed by `kill -9` again and again while posts are asked for and sent. */
export async function killed(seed: number): Promise<Row[]> {
  const chance = openChance(seed);
  const product = await startProduct(await startFake(seed, FAKE_NETWORKS, people(2)));
  try {
    const asking = startAsking(product);
    const backMs: number[] = [];
    for (const end = Date.now() + STORM_MS; Date.now() < end;) {
      await sleep(chance.between('kill', APART.least, APART.most));
      for (const pid of product.palabre.processes(POSTMASTER)) signal(pid, 'SIGKILL');
      backMs.push(await asking.nextYes(60_000));
    }
    await asking.end();
    return await verdictRows(seed, product, asking, backMs, { kills: backMs.length });
  } catch (error) {
    console.error(product.palabre.said().slice(-10_000));
    throw error;
  } finally {
    await product.stop();
  }
}
