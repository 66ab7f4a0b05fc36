import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';
import type { Shown } from '#modules/approval';
import { addPlanned, plannedRow } from './add-planned.ts';
import { mustPublish } from './policy.ts';
import type { PublicationRow } from './publications.sql.ts';
import type { Outgoing, PublicationView, When } from './shapes.ts';

/**
 * A post planned to one or more channels. Planning by a person with the right approves what is planned, unless the client must say yes
 * first: then it waits as a draft.
 */
export interface Plan extends When {
  postId: Id;
  clientId: Id;
  publications: readonly Outgoing[];
  /** What the client was shown of it; left out where nobody is asked. */
  shown?: Shown;
}

/** @returns the ids, channel by channel, in the order of the segments. Throws as `planPublications` does. */
export const schedulePublications = async (ctx: Ctx, plan: Plan): Promise<Id[]> =>
  (await planPublications(ctx, plan)).map((publication) => publication.id);

/**
 * Plans every segment of every channel, in the caller's transaction.
 * @returns channel by channel, in the order of the segments.
 * @throws Refusal `already_scheduled` (409) when the post is planned or online on one of these channels.
 */
export async function planPublications(ctx: Ctx, plan: Plan): Promise<PublicationView[]> {
  mustPublish(ctx, plan.clientId);
  if (plan.publications.length === 0) throw new Refusal('nothing_to_publish', { field: 'channels' });
  if (plan.publications.some((outgoing) => outgoing.segments.length === 0)) throw invalid('segments');
  return addPlanned(
    ctx,
    plan.publications.flatMap((outgoing) => chainOf(ctx, plan, outgoing)),
  );
}

/** The segments of one channel, each answering the one before. */
function chainOf(ctx: Ctx, plan: Plan, outgoing: Outgoing): PublicationRow[] {
  const rows: PublicationRow[] = [];
  for (const [position, payload] of outgoing.segments.entries())
    rows.push(plannedRow(ctx, { ...plan, outgoing, position, payload, parentId: rows.at(-1)?.id ?? null }));
  return rows;
}

/** One publication: a new try, or a segment added later. Told by itself: no plan of the calendar tells it. */
export async function addPublication(ctx: Ctx, what: Parameters<typeof plannedRow>[1]): Promise<Id> {
  const [added] = await addPlanned(ctx, [plannedRow(ctx, what)]);
  await ctx.tell({ name: 'publishing.scheduled', about: { publicationId: added!.id, postId: what.postId } });
  return added!.id;
}
