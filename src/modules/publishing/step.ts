import { giveBack, type Claim } from './claim.ts';
import { lookFirst } from './depart.ts';
import { openPublication, type Opened } from './open-publication.ts';
import { prepare } from './prepare.ts';
import type { PublicationRow } from './publications.sql.ts';
import { recoverCrash, resolveUncertain } from './resolve-uncertain.ts';
import { sendDue } from './send-due.ts';
import { Stale } from './transition.ts';
import { verifyLive } from './verify-live.ts';
import { durable, later, type World } from './world.ts';

/** One claimed publication, one step of its life: what its state calls for. */
export async function step(world: World, claim: Claim): Promise<void> {
  try {
    await stepFor(world, claim, await durable(world, 'open', claim.workspaceId, (ctx) => openPublication(ctx, world, claim)));
  } catch (error) {
    // Somebody moved first; whatever they wrote says when it is to be looked at next.
    if (!(error instanceof Stale)) throw error;
    world.log.info({ publication: claim.publicationId, event: error.event, guards: error.guards }, 'overtaken');
    await freeAfterStale(world, claim);
  }
}

/** @param opened what was read a moment ago: says what is to be done; whatever is decided is read again under lock. */
function stepFor(world: World, claim: Claim, opened: Opened): Promise<void> {
  const { row } = opened;
  switch (row.state) {
    case 'SCHEDULED':
    case 'PREPARING':
      return prepare(world, claim);
    case 'READY':
    case 'ARMED':
    case 'WAITING':
      return isStalePreparation(row, world.clock.now()) ? prepare(world, claim) : sendDue(world, claim, opened);
    case 'SENDING':
      return recoverCrash(world, claim);
    case 'UNCERTAIN':
    case 'NEEDS_DECISION':
      return resolveUncertain(world, claim);
    case 'PUBLISHED':
      return verifyLive(world, claim, opened);
    case 'HELD':
      return wakeHeld(world, claim);
    case 'DRAFT':
    case 'APPROVED':
    case 'FAILED':
    case 'CANCELLED':
      return giveBack(world, claim, null);
  }
}

/** A container that ended while it waited is made again. */
const isStalePreparation = (row: PublicationRow, now: Date): boolean =>
  row.prepared_until !== null && row.prepared_until <= later(now, 30_000);

/** A held one is only woken to be looked for: a wish to cancel, a restore. */
async function wakeHeld(world: World, claim: Claim): Promise<void> {
  const looking = await durable(world, 'wake held', claim.workspaceId, async (ctx) => {
    const opened = await openPublication(ctx, world, claim);
    if (opened.facts.lookOwed) await lookFirst(ctx, claim, opened);
    return opened.facts.lookOwed;
  });
  if (!looking) await giveBack(world, claim, null);
}

/** The lease, if it is still ours, is not kept for nothing: another try in a second. */
const freeAfterStale = (world: World, claim: Claim): Promise<void> => giveBack(world, claim, later(world.clock.now(), 1_000));
