import type { Ctx } from '#plumbing/db';
import { tables, type PublicationRow } from './publications.sql.ts';
import type { State } from './states.ts';
import type { Event } from './transitions.ts';

const FACTS: Partial<Record<State, string>> = {
  PUBLISHED: 'publishing.published',
  FAILED: 'publishing.failed',
  CANCELLED: 'publishing.cancelled',
  HELD: 'publishing.held',
  UNCERTAIN: 'publishing.uncertain',
  NEEDS_DECISION: 'publishing.asked',
};

/** Tells the fact of a change people hear about, and wakes the next segment of a thread. */
export async function tellNeighbours(ctx: Ctx, from: State, publication: PublicationRow, event: Event): Promise<void> {
  if (from === publication.state) return;
  const name = FACTS[publication.state];
  if (name) await ctx.tell({ name, about: { publicationId: publication.id, postId: publication.post_id, event } });
  if (['PUBLISHED', 'FAILED', 'CANCELLED'].includes(publication.state)) await wakeChildren(ctx, publication);
}

/**
 * The next segment leaves as soon as the one before is out; its window counts from there, so that a slow segment does not cut a thread in two.
 * When the one before is lost, the next is woken too: its preflight holds it and says why.
 */
async function wakeChildren(ctx: Ctx, parent: PublicationRow): Promise<void> {
  const children = await tables(ctx)
    .selectFrom('publishing.publication')
    .select(['id', 'not_after', 'late_minutes', 'state'])
    .where('parent_id', '=', parent.id)
    .where('state', 'in', ['SCHEDULED', 'PREPARING', 'READY', 'ARMED', 'WAITING'])
    .forUpdate()
    .execute();
  for (const child of children) {
    const until = new Date(ctx.now().getTime() + child.late_minutes * 60_000);
    if (parent.state === 'PUBLISHED' && child.not_after < until)
      await tables(ctx).updateTable('publishing.publication').set({ not_after: until }).where('id', '=', child.id).execute();
    await tables(ctx)
      .updateTable('publishing.due')
      .set({ next_at: ctx.now() })
      .where('publication_id', '=', child.id)
      .where('next_at', '>', ctx.now())
      .execute();
  }
}
