import { createHash, randomBytes } from 'node:crypto';
import { readClient } from '#modules/clients';
import type { Ctx, Store } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { isPlainText } from '#words/plain-text.ts';
import { mayPlan } from '../policy.ts';

interface FeedRow {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  name: string;
  created_by: Id | null;
  created_at: Date;
  last_read_at: Date | null;
  closed_at: Date | null;
}
type Tables = { 'calendar.feed': FeedRow; 'calendar.feed_address': { token_hash: Buffer; workspace_id: Id; feed_id: Id } };

export interface FeedView {
  id: Id;
  name: string;
  createdAt: Date;
  lastReadAt: Date | null;
}

/** A brand, its client, an assistant: more open addresses than that are forgotten ones. */
const MOST = 20;
const HOUR_MS = 3_600_000;

/** 256 bits need no salt and no slow hash. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Opens an address for the calendar of a client. The token is given here, once. @throws Refusal `feed_too_many` */
export async function openFeed(ctx: Ctx, wanted: { clientId: Id; name: string }): Promise<{ id: Id; token: string }> {
  const { id: clientId } = await readClient(ctx, wanted.clientId);
  mayPlan(ctx, clientId);
  const name = wanted.name.trim();
  if (name === '' || name.length > 80 || !isPlainText(name)) throw invalid('name');
  if ((await listFeeds(ctx, clientId)).length >= MOST) throw new Refusal('feed_too_many', { details: { most: MOST } });
  const token = randomBytes(32).toString('base64url');
  const id = newId(ctx.now().getTime());
  const own = { workspace_id: ctx.workspaceId };
  const db = ctx.db.withTables<Tables>();
  await db
    .insertInto('calendar.feed')
    .values({
      ...{ ...own, id, client_id: clientId, name, created_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null },
      ...{ created_at: ctx.now(), last_read_at: null, closed_at: null },
    })
    .execute();
  await db
    .insertInto('calendar.feed_address')
    .values({ ...own, token_hash: hashOf(token), feed_id: id })
    .execute();
  await ctx.tell({ name: 'calendar.feed_opened', about: { feedId: id, clientId } });
  return { id, token };
}

/** The addresses of a client that still answer, newest first. */
export async function listFeeds(ctx: Ctx, clientId: Id): Promise<FeedView[]> {
  mayPlan(ctx, clientId);
  const rows = await ctx.db
    .withTables<Tables>()
    .selectFrom('calendar.feed')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('client_id', '=', clientId)
    .where('closed_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id, name, created_at, last_read_at }) => ({ id, name, createdAt: created_at, lastReadAt: last_read_at }));
}

/** Closes an address for good: whoever holds it reads nothing more. */
export async function closeFeed(ctx: Ctx, id: Id): Promise<void> {
  const db = ctx.db.withTables<Tables>();
  const row = await db
    .selectFrom('calendar.feed')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  mayPlan(ctx, row.client_id);
  await db.deleteFrom('calendar.feed_address').where('workspace_id', '=', ctx.workspaceId).where('feed_id', '=', id).execute();
  await db
    .updateTable('calendar.feed')
    .set({ closed_at: ctx.now() })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute();
  await ctx.tell({ name: 'calendar.feed_closed', about: { feedId: id } });
}

/**
 * Whose calendar an address opens; null for one that is closed or never was.
 * @param read what is read of it, in a transaction of its workspace, as somebody who sees this client alone
 */
export async function readByFeed<T>(
  house: { store: Store },
  token: string,
  read: (ctx: Ctx, clientId: Id) => Promise<T>,
): Promise<T | null> {
  const directory = house.store.outside.withTables<Tables>();
  const line = await directory.selectFrom('calendar.feed_address').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst();
  if (!line) return null;
  return house.store.inWorkspace(line.workspace_id, { kind: 'system', name: 'visitor' }, async (ctx) => {
    const db = ctx.db.withTables<Tables>();
    const row = await db
      .selectFrom('calendar.feed')
      .selectAll()
      .where('id', '=', line.feed_id)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (!row || (await readClient(ctx, row.client_id)).archivedAt) return null;
    if (!row.last_read_at || ctx.now().getTime() - row.last_read_at.getTime() >= HOUR_MS)
      await db.updateTable('calendar.feed').set({ last_read_at: ctx.now() }).where('id', '=', row.id).execute();
    return read(ctx, row.client_id);
  });
}
