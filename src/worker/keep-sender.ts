import { setTimeout as sleep } from 'node:timers/promises';
import { buryHolder, forget } from '#modules/publishing';
import { programFile } from '#plumbing/life';
import { newId, type Id } from '#words/ids.ts';
import type { BackHouse } from '../wiring/open-back-house.ts';
import { openPauses } from './pauses.ts';
import { spawnSender, type SenderProcess } from './spawn-sender.ts';

/** Milliseconds a leaving sender is given for the request it is making. */
const PATIENCE_MS = 15_000;

type Needs = Pick<BackHouse, 'config' | 'store' | 'clock' | 'log'>;

/**
 * Keeps one sender at work. The next is started only when the old one is proven dead: its parent has seen its exit, so that not
 * one byte can leave it any more. It is light enough to be at work within 300 ms; the leases are given back meanwhile.
 */
export function keepSender(house: Needs): { start(): Promise<void>; stop(): Promise<void> } {
  const entry = programFile(house.config.root, 'sender');
  let leading: SenderProcess | null = null;
  const pauses = openPauses();
  let leaving = false;
  let began: () => void = () => undefined;

  const lead = async (): Promise<void> => {
    const sender = spawnSender(house.config.root, entry);
    leading = sender;
    const holder = newId();
    let led: number | null = null;
    void sender.dead.then((how) => takeOver(holder, how, led === null ? 0 : performance.now() - led));
    await sender.ready;
    led = performance.now();
    sender.lead(holder);
    began();
  };

  const takeOver = async (dead: Id, how: string, workedMs: number): Promise<void> => {
    if (leaving) return;
    const died = performance.now();
    const next = pauseThen(pauses.after(workedMs));
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
      leading?.leave();
      await Promise.race([leading?.dead, sleep(PATIENCE_MS, undefined, { ref: false })]);
      leading?.kill();
      await leading?.dead;
    },
  };
}
