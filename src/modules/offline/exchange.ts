import type { Id } from '#words/ids.ts';
import { aboutOf, type Change, type Outcome } from './changes.ts';
import type { Conflict, Copy, KeptChannel, KeptClient, Notebook, Trouble, Waiting } from './notebook.ts';

/** What a device says in one call, and what it has, so that it is told only the rest. */
export interface Asked {
  device: Id;
  changes: Change[];
  /** The marks of the posts it has. */
  have: Record<Id, string>;
  chosen: Id[] | null;
}

/** What the house tells. */
export interface Told {
  /** ISO. */
  now: string;
  /** Every post to be kept; those of which the device has another mark are in `posts`. */
  all: Id[];
  posts: Copy[];
  conflicts: Conflict[];
  clients: KeptClient[];
  channels: KeptChannel[];
  mayPlan: boolean;
}

export interface Answered {
  outcomes: Outcome[];
  told: Told;
}

/** Changes in one call, and their signs: a slow line gets through with a little at a time, and the house takes a mebibyte. */
export const MOST_AT_ONCE = 40;
const MOST_SIGNS = 250_000;
/** After so many accidents, one for each time the device calls, a change stands in nobody's way any more. */
export const MOST_ACCIDENTS = 3;

/**
 * What leaves now. From here on it is never changed: it may arrive although nobody answers. Something new leaves with each call, however
 * much stands before it.
 */
export function leave(book: Notebook): Notebook {
  const gone = book.waiting.filter(({ left }) => left);
  let [count, signs, begun, full] = [gone.length, sum(gone), 0, false];
  const waiting = book.waiting.map((one): Waiting => {
    if (one.left) return one;
    full ||= begun > 0 && (count >= MOST_AT_ONCE || signs + sum([one]) > MOST_SIGNS);
    if (full) return one;
    [count, signs, begun] = [count + 1, signs + sum([one]), begun + 1];
    return { ...one, left: true };
  });
  return { ...book, waiting };
}

const sum = (some: readonly Waiting[]): number => some.reduce((signs, { change }) => signs + JSON.stringify(change).length, 0);

export const askedBy = ({ device, waiting, posts, chosen }: Notebook): Asked => ({
  device,
  changes: waiting.filter(({ left }) => left).map(({ change }) => change),
  have: Object.fromEntries(Object.values(posts).map(({ id, mark }) => [id, mark])),
  chosen,
});

/** The answer written into the notebook. What was written meanwhile stays over it. */
export function hear(book: Notebook, { outcomes, told }: Answered): Notebook {
  const heard = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const waiting: Waiting[] = [];
  const troubles: Trouble[] = [...book.troubles];
  for (const one of book.waiting) {
    const outcome = heard.get(one.change.id);
    if (!outcome || outcome.is === 'again') waiting.push(one);
    else if (outcome.is === 'refused') troubles.push({ change: one.change, code: outcome.code, details: outcome.details });
    else if (outcome.is === 'failed') {
      const accidents = one.accidents + 1;
      if (accidents < MOST_ACCIDENTS) waiting.push({ ...one, accidents });
      else troubles.push({ change: one.change, code: 'accident', details: {} });
    }
  }
  const fresh = new Map(told.posts.map((post) => [post.id, post]));
  const posts = Object.fromEntries(
    told.all.flatMap((id) => {
      const post = fresh.get(id) ?? book.posts[id];
      return post ? [[id, post] as const] : [];
    }),
  );
  const { conflicts, clients, channels, mayPlan, now } = told;
  return { ...book, waiting, troubles, posts, conflicts, clients, channels, mayPlan, syncedAt: now };
}

/** Things that wait behind one another. */
export const countWaiting = ({ waiting }: Pick<Notebook, 'waiting'>): number => new Set(waiting.map(({ change }) => aboutOf(change))).size;
