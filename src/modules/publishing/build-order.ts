import type { Anchor, Order } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { tables, type PublicationRow } from './publications.sql.ts';

/** What goes out, from the frozen row: the same bytes at each repeat. */
export async function buildOrder(ctx: Ctx, row: PublicationRow): Promise<Order> {
  const chain = await readChain(ctx, row);
  return {
    opId: row.op_id,
    payload: row.payload,
    createdAt: row.created_at,
    prepared: row.prepared,
    root: chain.at(-1) ?? null,
    parent: chain[0] ?? null,
    firstIntentAt: row.first_intent_at,
    taken: await readTaken(ctx, row),
  };
}

/** The segments before this one, nearest first. */
async function readChain(ctx: Ctx, row: PublicationRow): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  for (let id = row.parent_id; id !== null;) {
    const parent = await tables(ctx).selectFrom('publishing.publication').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    if (parent.remote_id !== null) anchors.push({ remoteId: parent.remote_id, remoteUrl: parent.remote_url, extra: parent.remote_extra });
    id = parent.parent_id;
  }
  return anchors;
}

/** Ids on this channel that are already somebody else's: two posts with the same text are not taken for one another. */
async function readTaken(ctx: Ctx, row: PublicationRow): Promise<string[]> {
  const others = await tables(ctx)
    .selectFrom('publishing.publication')
    .select('remote_id')
    .where('channel_id', '=', row.channel_id)
    .where('id', '!=', row.id)
    .where('remote_id', 'is not', null)
    .orderBy('published_at', 'desc')
    .limit(500)
    .execute();
  return others.flatMap((other) => other.remote_id ?? []);
}

/** True when what was found belongs to another publication of the channel. */
export async function isTaken(ctx: Ctx, row: PublicationRow, remoteId: string): Promise<boolean> {
  const other = await tables(ctx)
    .selectFrom('publishing.publication')
    .select('id')
    .where('channel_id', '=', row.channel_id)
    .where('remote_id', '=', remoteId)
    .where('id', '!=', row.id)
    .executeTakeFirst();
  return other !== undefined;
}
