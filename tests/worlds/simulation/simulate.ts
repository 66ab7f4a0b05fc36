import { createHash } from 'node:crypto';
import type pg from 'pg';
import { beginReconciliation, reconcile, TIMINGS } from '../../../src/modules/publishing/index.server.ts';
import { sql } from '../../../src/plumbing/db/index.ts';
import { openChance } from '../fakenet/random.ts';
import { channelsOf, openDesk } from './desk.ts';
import { open, unfinished, unsafe } from './judge.ts';
import { openNetworks, type Sky } from './network.ts';
import { people, type People } from './people.ts';
import { seedIds } from './seed-ids.ts';
import { startSender, type Perils } from './sender.ts';
import { openSingleStore } from './store.ts';
import { openTime } from './time.ts';
import { openTruth } from './truth.ts';

export type Mode = 'safety' | 'liveness';

export interface Outcome {
  seed: number;
  mode: Mode;
  publications: number;
  /** Of the whole trace: the same seed gives the same. */
  hash: string;
  trace: string[];
  /** Simulated milliseconds after the faults stopped until the last verdict or flag; null: never. */
  settledAfterMs: number | null;
  faults: string[];
}

const START = new Date('2026-12-01T08:00:00Z');
const MINUTE = 60_000;
/** Faults stop then; every verdict is there 15 minutes later. */
const STORM_MS = 90_000;
const END_MS = STORM_MS + 15 * MINUTE;
const PERILS: Perils = { kill: 0.02, sleep: 0.012, store: 0.012 };

/**
 * One world from one seed: the product's sender and verbs on the real database, with time, chance and networks that are simulated. Safety:
 * networks lie, people act, the system is restored. Liveness: everything that goes wrong passes, so everything must end well.
 */
export async function simulate(seed: number, mode: Mode, connection: pg.ClientConfig): Promise<Outcome> {
  const chance = openChance(seed);
  const release = seedIds(chance);
  const trace: string[] = [];
  const faults: string[] = [];
  let settled: () => Promise<void> = async () => undefined;
  const time = openTime(START, () => settled());
  const single = openSingleStore(connection, time.clock);
  settled = single.settled;
  const { store } = single;
  const names = new Map<string, string>();
  const sky: Sky = {
    time,
    chance,
    weather: { until: STORM_MS, lies: mode === 'safety' },
    trace: (line) => void trace.push(`${time.now()} ${line}`),
    nameOf: (opId) => names.get(opId) ?? names.set(opId, `#${names.size + 1}`).get(opId)!,
  };
  const accident = (error: unknown): void => void faults.push(`accident: ${error instanceof Error ? error.stack : JSON.stringify(error)}`);
  try {
    // Each world has a workspace of its own; only what lies outside workspaces is cleared.
    await sql`delete from publishing.due`.execute(store.outside);
    await sql`delete from publishing.reconciliation`.execute(store.outside);
    const networks = openNetworks(sky, chance.draw('key') < 0.5 ? 50 * MINUTE : 100_000);
    const desk = openDesk(store, sky);
    const truth = openTruth(desk, sky, networks);
    await plan();
    const machine = {
      ...sky,
      store,
      networks: networks.values(),
      timings: TIMINGS,
      channels: channelsOf(desk, sky),
      perils: PERILS,
      accident,
    };
    const senders = chance.between('senders', 1, 2);
    for (let n = 1; n <= senders; n += 1) startSender({ ...machine, networks: [...networks.values()] }, `sender${n}`);
    if (mode === 'safety') disturb(people(desk, sky, truth));

    let settledAt: number | null = null;
    for (let checkpoint = 30_000; checkpoint <= END_MS && settledAt === null; checkpoint += 20_000) {
      await time.run(checkpoint, () => false);
      const all = await truth.all();
      faults.push(...unsafe(all));
      if (faults.length > 0 || (checkpoint > STORM_MS && open(all).length === 0)) settledAt = checkpoint;
    }
    const all = await truth.all();
    const broken = await desk.act(
      async (ctx) => (await sql<{ invariant: string }>`select * from publishing.violations`.execute(ctx.db)).rows,
    );
    faults.push(...broken.map((violation) => JSON.stringify(violation)));
    if (settledAt === null) faults.push(...open(all).map((seen) => `no verdict: ${seen.onceClass} ${seen.text} ${seen.state}`));
    if (mode === 'liveness') faults.push(...unfinished(all));
    for (const seen of all) trace.push(`${sky.nameOf(seen.opId)} ${seen.text} ${seen.state} ${seen.remoteId} ${seen.reason}`);
    return {
      seed,
      mode,
      publications: all.length,
      hash: createHash('sha256').update(trace.join('\n')).digest('hex').slice(0, 16),
      trace,
      settledAfterMs: settledAt === null ? null : Math.max(0, settledAt - STORM_MS),
      faults,
    };

    /** A post on most channels; threads where networks have them; now and then the same words twice. */
    async function plan(): Promise<void> {
      for (const [n, channel] of desk.channels.entries()) {
        if (n > 0 && chance.draw('silent') < 0.55) continue;
        const threads = channel.onceClass === 'K' || channel.onceClass === 'R' || channel.onceClass === 'L';
        const length = threads && chance.draw('thread') < 0.35 ? chance.between('segments', 2, 3) : 1;
        const texts = Array.from({ length }, (_, s) => `${channel.onceClass}${s}`);
        const minutes = mode === 'safety' ? chance.between('late', 1, 30) : 60;
        const policy = (['hold', 'publish', 'drop'] as const)[mode === 'safety' ? chance.between('policy', 0, 2) : 0]!;
        for (let twins = chance.draw('twin') < 0.2 ? 2 : 1; twins > 0; twins -= 1)
          await desk.plan(channel, texts, chance.between('due', 0, 30_000), { policy, minutes });
      }
    }
  } finally {
    release();
    await store.close();
  }

  /** Somebody acts every few seconds, after the storm only to answer; in one world of six the database turns out to be a restored one. */
  function disturb({ act, answer }: People): void {
    const again = (): void => {
      (time.now() < STORM_MS ? act() : answer()).catch(accident);
      time.at(chance.between('people', 1_000, 15_000), again);
    };
    time.at(chance.between('people', 1_000, 15_000), again);
    if (chance.draw('restored') > 1 / 6) return;
    const round = (): void => {
      void reconcile(store, time.clock.now()).then((goesOn) => goesOn && time.at(5_000, round));
    };
    time.at(chance.between('restored', 5_000, 60_000), () => {
      sky.trace('restored');
      void beginReconciliation(store, new Date(time.clock.now().getTime() - 60_000), time.clock.now()).then(round);
    });
  }
}

export const replay = ({ seed, mode }: Outcome): string => `npm run bench:chaos -- --test T3 --seed ${seed} --mode ${mode}`;
