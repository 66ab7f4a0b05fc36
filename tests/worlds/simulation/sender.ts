import { buryHolder, runSender, type Channels, type Timings, type World } from '../../../src/modules/publishing/index.server.ts';
import { unquestioned } from '../../../src/plumbing/clock/index.ts';
import type { Store } from '../../../src/plumbing/db/index.ts';
import { idOf } from '../../../src/words/ids.ts';
import type { TruthNetwork } from '../publishing/network.ts';
import { seenFrom, type Sky } from './network.ts';
import type { Life } from './time.ts';

/** What may befall a sender at each of its boundaries, as a share of them. */
export interface Perils {
  kill: number;
  sleep: number;
  /** The database answers with an error, before or after it did what it was asked. */
  store: number;
}

export interface Machine extends Sky {
  store: Store;
  timings: Timings;
  networks: Iterable<TruthNetwork>;
  channels(life: Life): Channels;
  perils: Perils;
  accident(about: unknown): void;
}

/** The least a rest lasts: a machine that polls more often than this would only make the simulation slow. */
const LEAST_REST_MS = 1_000;
const LONGEST_SLEEP_MS = 120_000;

class ConnectionLost extends Error {}

/**
 * The real sender, in simulated time, in a process that can be killed, put to sleep and cut from its database at every boundary. Its
 * supervisor starts the next one only when it is dead, and gives its leases back.
 */
export function startSender(machine: Machine, name: string): void {
  const { time, chance, weather, store, trace } = machine;
  const life: Life = { dead: false, asleepUntil: 0 };
  const holder = idOf(time.clock.now().getTime(), 0, bytesOf(machine, name));
  const stormy = (what: keyof Perils): boolean => time.now() < weather.until && chance.draw(`${name}/${what}`) < machine.perils[what];
  const die = (): Promise<never> => {
    life.dead = true;
    trace(`${name} killed`);
    time.at(chance.between('bury', 5, 300), () => {
      void buryHolder(store, holder, time.clock.now()).then(() => startSender(machine, `${name}'`));
    });
    return new Promise(() => undefined);
  };
  const world: World = {
    store,
    clock: time.clock,
    random: () => chance.draw(`${name}/random`),
    networks: new Map([...machine.networks].map((network) => [network.name, seenFrom(life, machine, network)])),
    timings: machine.timings,
    channels: machine.channels(life),
    readMedia: () => async () => new Uint8Array(),
    ...unquestioned,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (about: unknown) => {
        const { err } = about as { err?: unknown };
        if (!(err instanceof ConnectionLost)) machine.accident(err ?? about);
      },
    },
    boundary: async (boundary) => {
      if (life.dead) return new Promise(() => undefined);
      trace(`${name} ${boundary}`);
      if (stormy('kill')) return die();
      if (stormy('sleep')) {
        life.asleepUntil = time.now() + chance.between('sleep', 1_000, LONGEST_SLEEP_MS);
        trace(`${name} sleeps until ${life.asleepUntil}`);
      }
      await time.wait(chance.between(`${name}/pace`, 0, 20), life);
      // Not around a call: what is lost there is the network's business.
      if (!boundary.includes('call') && stormy('store')) throw new ConnectionLost(boundary);
    },
    rest: (ms, signal) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve());
        time.at(Math.max(LEAST_REST_MS, ms), resolve, life);
      }),
  };
  void runSender(world, { holder, stop: new AbortController().signal, listen: () => undefined });
}

const bytesOf = ({ chance }: Sky, name: string): Uint8Array =>
  Uint8Array.from({ length: 8 }, () => Math.floor(chance.draw(`${name}/holder`) * 256));
