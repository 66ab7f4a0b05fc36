import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '#words/ids.ts';
import { claimDue, nextDueAt, type Claim } from './claim.ts';
import { step } from './step.ts';
import type { World } from './world.ts';

export interface SenderOptions {
  /** This sender's own name in every lease; the supervisor buries it by this name. */
  holder: Id;
  /** Aborted to stop: nothing new is claimed, what runs is finished. */
  stop: AbortSignal;
  /** Calls `wake` whenever another process changed what is due (LISTEN); a lost wake is made good by the poll. */
  listen(wake: () => void): void;
  /** Channels served at the same time. */
  parallel?: number;
}

/** Milliseconds between two looks at `due` when nothing wakes us. */
const POLL_MS = 5_000;
/** After an accident of ours, before the next try. */
const BROKEN_MS = 1_000;

/** The sender's life: claim, step, sleep until the exact moment the next one is due. Ends when `stop` is aborted and all is finished. */
export async function runSender(world: World, options: SenderOptions): Promise<void> {
  const running = new Set<Promise<void>>();
  const room = options.parallel ?? 16;
  let wake: () => void = () => undefined;
  let woken: boolean;
  const ring = (): void => {
    woken = true;
    wake();
  };
  options.listen(ring);
  options.stop.addEventListener('abort', ring);

  while (!options.stop.aborted) {
    woken = false;
    const claims = await claimOrRest(world, options.holder, room - running.size);
    for (const claim of claims) {
      const work: Promise<void> = stepSafely(world, claim).finally(() => {
        running.delete(work);
        ring();
      });
      running.add(work);
    }
    if (claims.length === 0 && !woken) await restUntilDue(world, running.size, (resolve) => (wake = resolve));
  }
  await Promise.all(running);
}

/** A broken step is an accident of ours: logged; its lease ends by itself and its state says what to do then. */
async function stepSafely(world: World, claim: Claim): Promise<void> {
  try {
    await step(world, claim);
  } catch (error) {
    world.log.error({ err: error, publication: claim.publicationId }, 'step broke');
    await rest(world, BROKEN_MS);
  }
}

/** A database that is away for a moment (restart, failover) is waited for. */
async function claimOrRest(world: World, holder: Id, room: number): Promise<Claim[]> {
  try {
    return await claimDue(world, holder, room);
  } catch (error) {
    world.log.error({ err: error }, 'claiming broke');
    await rest(world, BROKEN_MS);
    return [];
  }
}

async function restUntilDue(world: World, busy: number, onWake: (resolve: () => void) => void): Promise<void> {
  const woken = new Promise<void>((resolve) => onWake(resolve));
  const next = await nextDueOrNull(world);
  const untilNext = next === null ? POLL_MS : next.getTime() - world.clock.now().getTime();
  // Something due now that we could not claim: its channel is at work here or elsewhere.
  const floor = untilNext > 0 ? 1 : busy > 0 ? 200 : 100;
  const timer = new AbortController();
  await Promise.race([woken, rest(world, Math.min(POLL_MS, Math.max(floor, untilNext)), timer.signal)]);
  timer.abort();
}

const rest = (world: World, ms: number, signal?: AbortSignal): Promise<void> =>
  world.rest ? world.rest(ms, signal) : sleep(ms, undefined, signal && { signal }).catch(ignoreAbort);

async function nextDueOrNull(world: World): Promise<Date | null> {
  try {
    return await nextDueAt(world.store);
  } catch (error) {
    world.log.error({ err: error }, 'reading what is due broke');
    return null;
  }
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
