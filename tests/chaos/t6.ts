import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../worlds/database.ts';
import { FAKE_NETWORKS } from '../worlds/fakenet/index.ts';
import { openChance } from '../worlds/fakenet/random.ts';
import { openOwnDatabase } from '../worlds/own-database.ts';
import { openFleet, type Fleet } from './product/fleet.ts';
import { nap } from './product/nap.ts';
import { people, startFake } from './product/outside.ts';
import { check, isSettled } from './product/verdicts.ts';
import { row, type ChaosTest, type Row } from './row.ts';

/** 10 accounts on each of 5 networks, 200 posts to all of them. */
const ACCOUNTS = 10;
const POSTS = 200;
const WORKERS = 4;
/** Long enough to plan them all and to start the workers, on a machine that does other things too. */
const PLANNING_MS = 4 * 60_000;
const NAPS_MS = 6 * 60_000;
const SETTLE_MS = 25 * 60_000;

/** Two senders and zombies: four `npm run worker` race for 10,000 rows that are all due, and are stopped at random for 1 to 120 s. */
export const t6: ChaosTest = async ({ seed }) => {
  const database = await openOwnDatabase(new Date(), 200);
  try {
    const fleet = await openFleet(database, await startFake(seed, FAKE_NETWORKS, people(ACCOUNTS)));
    try {
      return await race(seed, database, fleet);
    } finally {
      await fleet.stop();
    }
  } finally {
    await database.close();
  }
};

async function race(seed: number, database: TestDatabase, fleet: Fleet): Promise<Row[]> {
  const due = new Date(Date.now() + PLANNING_MS);
  const [crews] = await Promise.all([fleet.startWorkers(WORKERS), planAll(fleet, due)]);
  const early = Date.now() < due.getTime();
  await sleep(Math.max(0, due.getTime() - Date.now()));
  const began = Date.now();
  const naps = await nap(crews, openChance(seed), NAPS_MS);
  await settle(database);
  const settledAfterS = Math.round((Date.now() - began) / 1000);
  const publications = await fleet.api.publications();
  const judgement = await check(fleet, publications);
  const wronglyAsked = publications.filter((one) => one.state === 'NEEDS_DECISION' && one.network !== 'webhook');
  const { doubles, stale, holders } = await readClaims(database);
  const violations = await database.peek('select * from publishing.violations');
  return [
    row('T6', seed, 'claims of one lease by two', doubles, 0, {
      ...{ publications: publications.length, workers: WORKERS, senders: holders, naps, staleVerdictsRejected: stale, settledAfterS },
      notRun: early ? [] : ['all due at the same second: planning them took longer'],
    }),
    row('T6', seed, 'without a verdict or a flag', publications.filter((one) => !isSettled(one)).length, 0),
    row('T6', seed, 'not known to the public API', ACCOUNTS * FAKE_NETWORKS.length * POSTS - publications.length, 0),
    row('T6', seed, 'invariants broken', violations.length, 0, { ...(violations.length > 0 && { wrong: violations.slice(0, 10) }) }),
    row('T6', seed, 'asked where one can look (K, R, C, L)', wronglyAsked.length, 0, {
      ...(wronglyAsked.length > 0 && { wrong: wronglyAsked.slice(0, 10).map((one) => `${one.id} (${one.network} ${one.text})`) }),
    }),
    ...(Object.entries(judgement) as [string, string[]][]).map(([what, wrong]) =>
      row('T6', seed, what, wrong.length, 0, { ...(wrong.length > 0 && { wrong: wrong.slice(0, 10) }) }),
    ),
  ];
}

/**
 * All are due in the same second, when the workers wait for them: were they overdue already, each channel would keep the distance it
 * keeps after an outage, and nobody would race. None may be held as late before the last one has left.
 */
async function planAll({ api, street }: Fleet, at: Date): Promise<void> {
  const channels = street.map(({ channel }) => channel);
  const texts = Array.from({ length: POSTS }, (_, n) => `mot${String(n).padStart(5, '0')}fin`);
  const work = async (): Promise<void> => {
    for (let text = texts.shift(); text; text = texts.shift())
      await api.plan({ client: street[0]!.client, channels, texts: [text], at, lateMinutes: 600 });
  };
  await Promise.all(Array.from({ length: 4 }, work));
}

/** Asked of the database, since ten thousand rows are much to ask the API for every few seconds; the judgement is not. */
async function settle(database: TestDatabase): Promise<void> {
  const end = Date.now() + SETTLE_MS;
  const open = `select 1 from publishing.publication where state not in ('PUBLISHED', 'FAILED', 'CANCELLED', 'HELD', 'NEEDS_DECISION') limit 1`;
  while (Date.now() < end && (await database.peek(open)).length > 0) await sleep(2_000);
}

/** Two requests under one lease; verdicts of senders that had lost theirs, kept as evidence; names under which senders worked. */
async function readClaims({ peek }: TestDatabase): Promise<{ doubles: number; stale: number; holders: number }> {
  const count = async (from: string): Promise<number> => (await peek<{ n: number }>(`select count(*)::int as n from ${from}`))[0]!.n;
  const twice = `select 1 from publishing.attempt where kind = 'publish' group by publication_id, lease_token having count(*) > 1`;
  return {
    doubles: await count(`(${twice}) twice`),
    stale: await count(`publishing.evidence where kind = 'late_answer'`),
    holders: await count(`publishing.worker where kind = 'sender'`),
  };
}
