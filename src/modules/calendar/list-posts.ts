import { seesEveryClient } from '#words/actor.ts';
import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Day } from './month.ts';
import { mayRead } from './policy.ts';
import { selectPosts } from './posts.sql.ts';
import { listPostIds, type Filter } from './read-month.ts';
import type { Post } from './shapes.ts';

/** Posts in the order they were made, without the deleted ones; `after` is the last one of the page before. */
export async function listPosts(ctx: Ctx, question: { clientId?: Id; after?: Id; limit: number }): Promise<Post[]> {
  const { clientId, after, limit } = question;
  if (clientId !== undefined) mayRead(ctx, clientId);
  const { actor } = ctx;
  return selectPosts(ctx, (query) => {
    let narrowed = query.where('deleted_at', 'is', null).orderBy('id').limit(limit);
    if (clientId !== undefined) narrowed = narrowed.where('client_id', '=', clientId);
    else if (!seesEveryClient(actor)) narrowed = narrowed.where('client_id', 'in', clientsOf(actor));
    return after === undefined ? narrowed : narrowed.where('id', '>', after);
  });
}

/** Whole posts of the days between two (both included), by their hour: for who takes them elsewhere. */
export async function listPostsBetween(ctx: Ctx, question: Filter & { first: Day; last: Day; zone: string }): Promise<Post[]> {
  const ids = await listPostIds(ctx, question);
  if (ids.length === 0) return [];
  return selectPosts(ctx, (query) =>
    query
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .orderBy('planned_at')
      .orderBy('id'),
  );
}

/** `in ()` is not SQL: nobody has the nil id. */
const clientsOf = (actor: Ctx['actor']): Id[] =>
  actor.kind === 'system' || actor.clients === 'all' ? [] : [...actor.clients, '00000000-0000-0000-0000-000000000000'];
