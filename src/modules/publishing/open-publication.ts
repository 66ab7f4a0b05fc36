import type { Network } from '#networks/contract';
import { BY_HAND } from '../../networks/by-hand.ts';
import type { Ctx } from '#plumbing/db';
import type { Claim } from './claim.ts';
import { factsOf } from './facts.ts';
import { readPace } from './pace.ts';
import { patienceFor, type Patience } from './patience.ts';
import type { DueRow, PaceRow, PublicationRow } from './publications.sql.ts';
import { lockPublication, Stale } from './transition.ts';
import type { Facts } from './transitions.ts';
import type { OpenChannel, World } from './world.ts';

/** A claimed publication under lock, with all that is needed to judge it. */
export interface Opened {
  row: PublicationRow;
  due: DueRow;
  channel: OpenChannel | null;
  network: Network;
  pace: PaceRow;
  patience: Patience;
  facts: Facts;
}

/** @throws Stale when the lease was lost since the claim. */
export async function openPublication(ctx: Ctx, world: World, claim: Claim): Promise<Opened> {
  const locked = await lockPublication(ctx, claim.publicationId);
  if (!locked?.due || locked.due.lease_token !== claim.lease.token) throw new Stale('defer', ['our_lease']);
  const { row, due } = locked;
  const network = row.once_class === 'H' ? BY_HAND : world.networks.get(row.network);
  if (!network) throw new Error(`no network is wired under the name of publication ${row.id}`);
  const channel = await world.channels.open(ctx, row.channel_id);
  const pace = await readPace(ctx, row.channel_id);
  const patience = patienceFor(network, world.timings, Math.max(pace.quiet_ms ?? 0, (channel?.quietMs ?? 0) * world.timings.networkFactor));
  const facts = await factsOf(ctx, row, due, { lease: claim.lease, patience });
  return { row, due, channel, network, pace, patience, facts };
}
