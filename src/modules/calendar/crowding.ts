import type { Id } from '#words/ids.ts';

/** Two posts of one account nearer than this speak over each other: readers see one of them. Our own rule of thumb, said as advice. */
export const CLOSE_MINUTES = 120;

export interface Crowded {
  channelId: Id;
  /** To the nearest neighbour on that account; 0: at the same time. */
  minutes: number;
}

interface Dated {
  id: Id;
  plannedAt: Date | null;
  channelIds: readonly Id[];
}

/** The posts that have a neighbour too close on one account, each with its nearest. */
export function crowdingOf(posts: readonly Dated[]): Map<Id, Crowded> {
  const found = new Map<Id, Crowded>();
  const note = (id: Id, crowded: Crowded): void => {
    if ((found.get(id)?.minutes ?? Infinity) > crowded.minutes) found.set(id, crowded);
  };
  const before = new Map<Id, { id: Id; at: number }>();
  const dated = posts.flatMap(({ id, plannedAt, channelIds }) => (plannedAt ? [{ id, at: plannedAt.getTime(), channelIds }] : []));
  for (const { id, at, channelIds } of dated.sort((a, b) => a.at - b.at))
    for (const channelId of channelIds) {
      const last = before.get(channelId);
      const minutes = last ? Math.floor((at - last.at) / 60_000) : Infinity;
      if (last && minutes < CLOSE_MINUTES) for (const one of [id, last.id]) note(one, { channelId, minutes });
      before.set(channelId, { id, at });
    }
  return found;
}
