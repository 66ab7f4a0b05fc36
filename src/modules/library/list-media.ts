import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { wallTimeAt } from '#words/zone.ts';
import { selectCounts, selectEnded, selectEndingBy, selectMedia, selectTags, selectTwins } from './media.sql.ts';
import { clientsSeenBy } from './policy.ts';
import type { Day, EndedRight, EndingRight, MediaCounts, MediaView } from './shapes.ts';

export interface MediaQuestion {
  clientId?: Id | null;
  /** Only what is older than this media: the next page. */
  before?: Id | null;
  /** Only what does not say yet what it shows. */
  unsaid?: boolean;
  /** Looked for in its name, description, credit and tags. */
  words?: string;
  tag?: string;
  folder?: Id | 'none';
  /** Only what was added more than once. */
  doubles?: boolean;
  limit?: number;
}

/** Newest first, what the actor may see, without what was put away. */
export const listMedia = (ctx: Ctx, question: MediaQuestion = {}): Promise<MediaView[]> =>
  selectMedia(ctx, {
    clientIds: askedOf(ctx, question.clientId),
    before: question.before ?? null,
    unsaid: question.unsaid ?? false,
    words: question.words?.trim() ?? '',
    tag: question.tag ?? '',
    ...(question.folder && { folder: question.folder }),
    doubles: question.doubles ?? false,
    limit: question.limit ?? 200,
  });

/** The words media are found by, the most used first; at most thirty. */
export const listTags = (ctx: Ctx, clientId: Id | null = null): Promise<string[]> => selectTags(ctx, askedOf(ctx, clientId), 30);

/** The same file handed in again, or another weight of the same picture; of every client the actor sees. */
export async function listTwins(ctx: Ctx, id: Id): Promise<MediaView[]> {
  return findMedia(ctx, await selectTwins(ctx, clientsSeenBy(ctx.actor), id));
}

/** Those of these media whose image right is over at an instant, on the clock of a zone: the last day itself is still good. */
export const listEnded = (ctx: Ctx, ids: readonly Id[], at: Date, zone: string): Promise<EndedRight[]> =>
  selectEnded(ctx, ids, wallTimeAt(at, zone).slice(0, 10));

/** Image rights of the actor's clients that end by a day or are over, the last to end first; at most fifty. */
export const listEnding = (ctx: Ctx, day: Day): Promise<EndingRight[]> => selectEndingBy(ctx, clientsSeenBy(ctx.actor), day, 50);

/** How many pictures and films, and how many don't say yet what they show. */
export const countMedia = (ctx: Ctx, clientId: Id | null = null): Promise<MediaCounts> => selectCounts(ctx, askedOf(ctx, clientId));

/** Another's client asked for is no client. */
function askedOf(ctx: Ctx, clientId: Id | null | undefined): 'all' | readonly Id[] {
  const seen = clientsSeenBy(ctx.actor);
  if (!clientId) return seen;
  return seen === 'all' || seen.includes(clientId) ? [clientId] : [];
}

/** Those of these media that exist for the actor, what was put away too. */
export const findMedia = (ctx: Ctx, ids: readonly Id[]): Promise<MediaView[]> =>
  selectMedia(ctx, { clientIds: clientsSeenBy(ctx.actor), ids, archived: true });

/** @throws Refusal `not_found`, also for another client's. What was put away is still read by those who use it. */
export async function readMedia(ctx: Ctx, id: Id): Promise<MediaView> {
  const [media] = await findMedia(ctx, [id]);
  if (!media) throw notFound();
  return media;
}
