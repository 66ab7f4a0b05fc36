import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buryHolder, forget } from '#modules/publishing';
import { newId, type Id } from '#words/ids.ts';
import type { House } from '../wiring/open-house.ts';
import { spawnSender, type SenderProcess } from './spawn-sender.ts';

/** Milliseconds before the next spare is made when senders die again and again; the first times, none. */
const PAUSES = [0, 0, 0, 250, 1_000, 5_000];
const HEALTHY_AFTER_MS = 10_000;
/** Milliseconds a leaving sender is given for the request it is making. */
const PATIENCE_MS = 15_000;

type Needs = Pick<House, 'config' | 'store' | 'clock' | 'log'>;

/**
 * Keeps one sender at work and one warm beside it, so that the next takes over within 300 ms of a death. It does so only when the old one
 * is proven dead: its parent has seen its exit, so that not one byte can leave it any more. Its leases are then given back at once.
 */
export function keepSender(house: Needs): { start(): Promise<void>; stop(): Promise<void> } {
  const entry = path.join(house.config.root, 'src/worker/sender.ts');
  let leading: SenderProcess | null = null;
  let spare: SenderProcess | null = null;
  let leaving = false;
  let deaths = 0;
  let began: () => void = () => undefined;

  const makeSpare = (): SenderProcess => {
    const made = spawnSender(house.config.root, entry);
    void made.dead.then(() => spare === made && (spare = null));
    return made;
  };

  const lead = async (): Promise<void> => {
    const sender = spare ?? makeSpare();
    spare = null;
    leading = sender;
    const holder = newId();
    const healthy = setTimeout(() => (deaths = 0), HEALTHY_AFTER_MS);
    void sender.dead.then((how) => {
      clearTimeout(healthy);
      return takeOver(holder, how);
    });
    await sender.ready;
    sender.lead(holder);
    began();
    if (!leaving) spare ??= makeSpare();
  };

  const takeOver = async (dead: Id, how: string): Promise<void> => {
    if (leaving) return;
    const died = performance.now();
    const next = pauseThen(PAUSES[Math.min(deaths++, PAUSES.length - 1)]!);
    // The spare leads while the dead one's leases are given back.
    await Promise.all([bury(dead), next]);
    house.log.warn({ how, ms: Math.round(performance.now() - died) }, 'the sender died; another has taken over');
  };

  const pauseThen = async (ms: number): Promise<void> => {
    if (ms > 0) await sleep(ms);
    // One that dies before it is ready is followed by its own successor.
    if (!leaving) await lead().catch((error: unknown) => house.log.warn({ err: error }, 'a sender did not get ready'));
  };

  /** Tried until the database answers; were it never to, the leases end by themselves. */
  const bury = async (dead: Id): Promise<void> => {
    for (let pause = 100; !leaving; pause = Math.min(5_000, pause * 2)) {
      try {
        await buryHolder(house.store, dead, house.clock.now());
        return await forget(house.store, dead);
      } catch (error) {
        house.log.warn({ err: error }, 'the leases of a dead sender could not be given back yet');
        await sleep(pause);
      }
    }
  };

  return {
    /** Resolves when the first one is at work, however many died before. */
    start: () =>
      new Promise((resolve) => {
        began = resolve;
        void pauseThen(0);
      }),
    stop: async () => {
      leaving = true;
      spare?.kill();
      leading?.leave();
      await Promise.race([leading?.dead, sleep(PATIENCE_MS, undefined, { ref: false })]);
      leading?.kill();
      await leading?.dead;
    },
  };
}
