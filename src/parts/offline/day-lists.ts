import { viewPosts, type Notebook, type SeenPost } from '#modules/offline/shapes';
import { dayAt, shownInstant } from '#words/spoken.ts';

/** A post on its day, by the clock of who reads. */
export interface DatedPost extends SeenPost {
  at: Date;
}

/** The instant of the hour that was written here; what the house said of it, where the hour does not exist that day. */
export function instantOf({ writing, plannedAt }: SeenPost): Date | null {
  const told = plannedAt === null ? null : new Date(plannedAt);
  return writing.wish ? (shownInstant(writing.wish.wall, writing.wish.zone) ?? told) : null;
}

/** Days with what is on them, in order: those to come, those that passed; and what has no day. */
export function listDays(
  book: Notebook,
  zone: string,
  now: Date,
): Record<'days' | 'past', [string, DatedPost[]][]> & { undated: SeenPost[] } {
  const days = new Map<string, DatedPost[]>();
  const undated: SeenPost[] = [];
  const dated: DatedPost[] = [];
  for (const post of viewPosts(book)) {
    const at = instantOf(post);
    if (at) dated.push({ ...post, at });
    else undated.push(post);
  }
  dated.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const post of dated) days.set(dayAt(post.at, zone), [...(days.get(dayAt(post.at, zone)) ?? []), post]);
  const today = dayAt(now, zone);
  return {
    days: [...days].filter(([day]) => day >= today),
    past: [...days].filter(([day]) => day < today).reverse(),
    undated: undated.sort((a, b) => (a.id < b.id ? 1 : -1)),
  };
}
