import { sql, type Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Lease } from './facts.ts';
import type { DueRow, OutsideTables } from './publications.sql.ts';
import { later, type World } from './world.ts';

/** One publication to look after, ours until the lease ends. */
export interface Claim {
  workspaceId: Id;
  publicationId: Id;
  channelId: Id;
  lease: Lease;
}

type Found = Pick<DueRow, 'workspace_id' | 'publication_id' | 'channel_id'>;

/**
 * Takes at most `room` due publications, one per channel, none of a channel where another lease runs: one commit in flight per channel,
 * whoever works. Only the `due` table is read before the workspace is set (house rule 8).
 */
export async function claimDue(world: World, holder: Id, room: number): Promise<Claim[]> {
  if (room <= 0) return [];
  const claims: Claim[] = [];
  for (const found of await findDue(world, room)) {
    const claim = await take(world, holder, found);
    if (claim) claims.push(claim);
  }
  return claims;
}

async function findDue(world: World, room: number): Promise<Found[]> {
  const now = world.clock.now();
  const { rows } = await sql<Found>`
    select workspace_id, publication_id, channel_id from (
      select distinct on (channel_id) workspace_id, publication_id, channel_id, next_at from publishing.due d
      where next_at <= ${now} and (lease_until is null or lease_until <= ${now})
        and not exists (select 1 from publishing.due o where o.channel_id = d.channel_id and o.lease_until > ${now})
      order by channel_id, next_at, publication_id) first
    order by next_at limit ${room}`.execute(world.store.outside);
  return rows;
}

async function take(world: World, holder: Id, found: Found): Promise<Claim | null> {
  await world.boundary?.('before claim');
  const taken = await world.store.outside.transaction().execute(async (db) => {
    // Two senders after two publications of one channel: the channel is the lock. A new statement sees what the other committed.
    const turn = await sql<{ ok: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${found.channel_id}, 7)) as ok`.execute(db);
    if (!turn.rows[0]?.ok) return null;
    const now = world.clock.now();
    const { rows } = await sql<DueRow>`
      update publishing.due set lease_token = lease_token + 1, lease_until = ${later(now, world.timings.leaseMs)}, holder = ${holder}
      where publication_id = (
        select publication_id from publishing.due where publication_id = ${found.publication_id}
          and next_at <= ${now} and (lease_until is null or lease_until <= ${now})
          and not exists (select 1 from publishing.due o where o.channel_id = ${found.channel_id} and o.lease_until > ${now})
        for update skip locked)
      returning *`.execute(db);
    return rows[0] ?? null;
  });
  await world.boundary?.('after claim');
  if (!taken) return null;
  return {
    workspaceId: found.workspace_id,
    publicationId: found.publication_id,
    channelId: found.channel_id,
    lease: { token: taken.lease_token, holder },
  };
}

/** Gives a claim back when nothing was to be done, for `nextAt`. A lease that is no longer ours is left alone. */
export async function giveBack(world: World, claim: Claim, nextAt: Date | null): Promise<void> {
  await due(world.store)
    .updateTable('publishing.due')
    .set({ lease_until: null, holder: null, next_at: nextAt })
    .where('publication_id', '=', claim.publicationId)
    .where('lease_token', '=', claim.lease.token)
    .execute();
}

/**
 * The supervisor has proven that this sender is dead: what it held is free at once, and looked at at once. Its last request may still be
 * on its way; the quiet period is there for it.
 */
export async function buryHolder(store: Store, holder: Id, now: Date): Promise<number> {
  const buried = await due(store)
    .updateTable('publishing.due')
    .set({ lease_until: null, holder: null, next_at: now })
    .where('holder', '=', holder)
    .executeTakeFirst();
  return Number(buried.numUpdatedRows);
}

/** When the next publication is due; null when none is. The first of those nobody holds is found on an index, and few are held. */
export async function nextDueAt(store: Store): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select least((select min(next_at) from publishing.due where next_at is not null and lease_until is null),
      (select min(greatest(next_at, lease_until)) from publishing.due where next_at is not null and lease_until is not null)) as at`.execute(
    store.outside,
  );
  return rows[0]?.at ?? null;
}

const due = (store: Store) => store.outside.withTables<OutsideTables>();
