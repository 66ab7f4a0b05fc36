import { median, percentile, timed } from './numbers.ts';
import { monthAhead, monthName, plant } from './plant.ts';
import { atMost, told, type Row } from './row.ts';
import { openStage, type Stage } from './stage.ts';

/** Enough that one turn of the worker, which lives beside it, is not the figure. */
const TIMES = 200;
/** The calmest counts: a shared machine is at times a third slower, whatever it is asked. */
const ROUNDS = 3;
/** Each connection of the pool plans a question anew for its first five times (PostgreSQL, plan_cache_mode). */
const WARM = 60;
const WEEK_MS = 7 * 86_400_000;

/** The month's calendar as it fills up: the time of the whole page, from the request to its last byte. */
export async function measure(): Promise<Row[]> {
  const stage = await openStage(['mastodon', 'webhook']);
  try {
    const channels = [await stage.connect('mastodon'), await stage.connect('webhook')];
    const [month, after] = [monthAhead(1), monthAhead(2)];
    const rows: Row[] = [];
    const look = async (words: string, most: number | null): Promise<void> =>
      void rows.push(...(await time(stage, monthName(month), words, most)));

    await plant(stage, 1_000, channels, month, after);
    await look('a month with 1,000 posts in it', null);
    await plant(stage, 9_000, channels, month, after);
    await look('a month with 10,000 posts in it', 60);
    // Beyond the days of the next month that are shown with this one: the page asked for is the same.
    await plant(stage, 90_000, channels, new Date(after.getTime() + WEEK_MS), monthAhead(26));
    await look('the same month, 100,000 posts in the workspace', 60);
    rows.push(...(await time(stage, monthName(monthAhead(3)), 'a month of 3,750 posts among 100,000', null)));
    return rows;
  } finally {
    await stage.close();
  }
}

async function time(stage: Stage, month: string, words: string, most: number | null): Promise<Row[]> {
  const address = `${stage.palabre.origin}${stage.studio}/calendar?month=${month}`;
  let bytes = 0;
  const ask = async (): Promise<void> => {
    const page = await fetch(address, { headers: { cookie: stage.cookie, 'accept-encoding': 'identity' } });
    bytes = (await page.arrayBuffer()).byteLength;
    if (!page.ok) throw new Error(`${address}: ${page.status}`);
  };
  for (let warm = 0; warm < WARM; warm += 1) await ask();
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const took: number[] = [];
    for (let turn = 0; turn < TIMES; turn += 1) took.push(await timed(ask));
    rounds.push(took);
  }
  const [took, ...others] = rounds.sort((one, other) => percentile(one, 0.95) - percentile(other, 0.95));
  const p95 = percentile(took!, 0.95);
  const beside = others.map((one) => Math.round(percentile(one, 0.95))).join(' and ');
  const base = `the calmest of ${ROUNDS} times ${TIMES} requests (the others ${beside} ms), median ${Math.round(median(took!))} ms, ${Math.round(bytes / 1000)} KB before compression`;
  return [most === null ? told(`${words}: p95`, p95, 'ms', base) : atMost(`${words}: p95`, p95, most, 'ms', base)];
}
