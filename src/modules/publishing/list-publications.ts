import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { selectViews } from './read-publications.ts';
import type { PublicationView, State } from './shapes.ts';
import { viewOf } from './view.ts';

export interface Which {
  states?: readonly State[];
  channelId?: Id;
  postId?: Id;
  clientId?: Id;
  /** Due from here on, and before that. */
  from?: Date;
  until?: Date;
}

/** Where a list goes on: after this one. */
export interface Place {
  notBefore: Date;
  id: Id;
}

/** A page of publications by the time they are for, oldest first, of the clients one may see; `next` is null at the end. */
export async function listPublications(
  ctx: Ctx,
  which: Which,
  page: { after?: Place | null; limit: number },
): Promise<{ items: PublicationView[]; next: Place | null }> {
  let query = selectViews(ctx);
  if (which.states) query = query.where('p.state', 'in', [...which.states]);
  if (which.channelId) query = query.where('p.channel_id', '=', which.channelId);
  if (which.postId) query = query.where('p.post_id', '=', which.postId);
  if (which.clientId) query = query.where('p.client_id', '=', which.clientId);
  if (which.from) query = query.where('p.not_before', '>=', which.from);
  if (which.until) query = query.where('p.not_before', '<', which.until);
  if (page.after) query = query.where(sql<boolean>`(p.not_before, p.id) > (${page.after.notBefore}, ${page.after.id})`);
  const rows = await query
    .orderBy('p.not_before')
    .orderBy('p.id')
    .limit(page.limit + 1)
    .execute();
  const items = rows.slice(0, page.limit).map((row) => viewOf(row, ctx.now()));
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? { notBefore: last.notBefore, id: last.id } : null };
}
