import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { selectMedia } from './media.sql.ts';
import { clientsSeenBy } from './policy.ts';
import type { MediaView } from './shapes.ts';

export interface MediaQuestion {
  clientId?: Id | null;
  /** Only what is older than this media: the next page. */
  before?: Id | null;
  limit?: number;
}

/** Newest first, what the actor may see, without what was put away. */
export function listMedia(ctx: Ctx, question: MediaQuestion = {}): Promise<MediaView[]> {
  const seen = clientsSeenBy(ctx.actor);
  const asked = question.clientId;
  const clientIds = !asked ? seen : seen === 'all' || seen.includes(asked) ? [asked] : [];
  return selectMedia(ctx, { clientIds, before: question.before ?? null, limit: question.limit ?? 200 });
}

/** @throws Refusal `not_found`, also for another client's. What was put away is still read by those who use it. */
export async function readMedia(ctx: Ctx, id: Id): Promise<MediaView> {
  const [media] = await selectMedia(ctx, { clientIds: clientsSeenBy(ctx.actor), ids: [id], archived: true });
  if (!media) throw notFound();
  return media;
}
