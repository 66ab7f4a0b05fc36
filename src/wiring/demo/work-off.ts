import { unquestioned, type fakeClock } from '#plumbing/clock';
import { claimDue, nextDueAt, step } from '#modules/publishing';
import { newId } from '#words/ids.ts';
import { openWorld } from '../open-world.ts';
import type { House } from '../open-house.ts';

const QUIET_AFTER_MS = 20 * 60_000;

/** Lives from the clock's hour to twenty minutes after `hour`, doing what falls due on the way, as the sender would. */
export async function workOff(house: House, clock: ReturnType<typeof fakeClock>, hour: Date): Promise<void> {
  const world = openWorld(house, unquestioned);
  const holder = newId();
  const end = hour.getTime() + QUIET_AFTER_MS;
  for (;;) {
    const claims = await claimDue(world, holder, 20);
    for (const claim of claims) await step(world, claim);
    if (claims.length > 0) continue;
    const next = await nextDueAt(world.store);
    if (!next || next.getTime() > end) return;
    if (next.getTime() > clock.now().getTime()) clock.set(next);
    else clock.advance(1_000);
  }
}
