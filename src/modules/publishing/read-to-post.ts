import type { Payload } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { hasRole } from '#words/actor.ts';
import { isIn, selectViews } from './read-publications.ts';
import type { PublicationView } from './shapes.ts';
import { viewOf } from './view.ts';

/** Something a person is to post by hand, with all of it. */
export type ToPost = PublicationView & { payload: Payload };

/**
 * What was given to people to post and nobody has answered for, of the clients one may see: what is late first, then by its hour. Nothing
 * for those who may not post.
 */
export async function readToPost(ctx: Ctx): Promise<ToPost[]> {
  if (!hasRole(ctx.actor, 'owner', 'manager', 'creator')) return [];
  const rows = await selectViews(ctx)
    .where(isIn(['NEEDS_DECISION']))
    .where('p.once_class', '=', 'H')
    .orderBy('p.not_before')
    .orderBy('p.id')
    .execute();
  const all = rows.map((row) => ({ ...viewOf(row, ctx.now()), payload: row.payload }));
  return [...all.filter(isLate), ...all.filter((one) => !isLate(one))];
}

const isLate = ({ flag }: PublicationView): boolean => flag === 'late';

/** Minutes a run takes, as far as one can tell before: a text, its pictures, the app, the link. */
export const minutesFor = (count: number): number => Math.max(1, Math.round((count * 50) / 60));
