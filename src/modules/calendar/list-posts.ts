import { seesEveryClient } from '#words/actor.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mayRead } from './policy.ts';
import { selectPosts } from './posts.sql.ts';
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

/** `in ()` is not SQL: nobody has the nil id. */
const clientsOf = (actor: Ctx['actor']): Id[] =>
  actor.kind === 'system' || actor.clients === 'all' ? [] : [...actor.clients, '00000000-0000-0000-0000-000000000000'];
