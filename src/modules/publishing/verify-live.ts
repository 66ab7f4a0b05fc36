import { sql, type Ctx } from '#plumbing/db';
import { newId } from '#words/ids.ts';
import { giveBack, type Claim } from './claim.ts';
import type { Opened } from './open-publication.ts';
import { tables, type AttemptRow, type PublicationRow } from './publications.sql.ts';
import { durable, later, outside, type World } from './world.ts';

/** PUBLISHED: is it still there? A dated flag, told to people; never a reason to send again. */
export async function verifyLive(world: World, claim: Claim, { row, network, channel, patience }: Opened): Promise<void> {
  if (row.remote_id === null || !channel?.line) return giveBack(world, claim, nextCheck(world, row, world.clock.now()));
  const { line } = channel;
  const asked = world.clock.now();
  const seen = await outside(world, 'verify call', patience.timeoutMs, (signal) => network.isLive({ line, signal }, row.remote_id!));
  await durable(world, 'verified', claim.workspaceId, (ctx) => record(ctx, world, claim, row, seen, asked));
}

async function record(
  ctx: Ctx,
  world: World,
  claim: Claim,
  row: PublicationRow,
  seen: 'live' | 'gone' | 'unknown',
  asked: Date,
): Promise<void> {
  const now = ctx.now();
  if (seen !== 'unknown') {
    const flags = seen === 'live' ? { seen_live_at: now, removed_at: null } : { removed_at: row.removed_at ?? now };
    await tables(ctx).updateTable('publishing.publication').set(flags).where('id', '=', row.id).execute();
  }
  await noteAttempt(ctx, row, claim, seen, asked);
  if (seen === 'gone' && row.removed_at === null)
    await ctx.tell({ name: 'publishing.removed', about: { publicationId: row.id, postId: row.post_id } });
  const nextAt = nextCheck(world, row, now);
  const own = tables(ctx);
  if (nextAt === null) await own.deleteFrom('publishing.due').where('publication_id', '=', row.id).execute();
  else
    await own
      .updateTable('publishing.due')
      .set({ next_at: nextAt, lease_until: null, holder: null })
      .where('publication_id', '=', row.id)
      .where('lease_token', '=', claim.lease.token)
      .execute();
}

/** The first of the planned moments that is still to come. */
function nextCheck(world: World, row: PublicationRow, now: Date): Date | null {
  const moments = world.timings.verifyAfterMs.map((ms) => later(row.published_at ?? now, ms));
  return moments.find((moment) => moment > now) ?? null;
}

async function noteAttempt(ctx: Ctx, row: PublicationRow, claim: Claim, seen: 'live' | 'gone' | 'unknown', asked: Date): Promise<void> {
  const { rows } = await sql<{
    n: number;
  }>`select coalesce(max(n), 0) + 1 as n from publishing.attempt where publication_id = ${row.id}`.execute(ctx.db);
  await tables(ctx)
    .insertInto('publishing.attempt')
    .values({
      workspace_id: ctx.workspaceId,
      id: newId(ctx.now().getTime()),
      publication_id: row.id,
      n: rows[0]!.n,
      kind: 'verify',
      ground: null,
      request_hash: '',
      content_hash: row.content_hash,
      lease_token: claim.lease.token,
      intent_at: asked,
      deadline_at: asked,
      not_before: row.not_before,
      not_after: row.not_after,
      outcome: seen,
      endpoint: null,
      status: null,
      code: null,
      excerpt: null,
      bytes_written: null,
      answered_at: ctx.now(),
    } satisfies AttemptRow)
    .execute();
}
