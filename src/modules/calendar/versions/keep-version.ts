import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { authorOf } from '../posts.sql.ts';
import { keepStanding } from './versions.sql.ts';

/** Saves of one person this close to each other are one sitting. */
const SITTING_MS = 10 * 60_000;
/** A long sitting still leaves a version this often. */
const AT_LEAST_EVERY_MS = 3_600_000;

/**
 * Called, the post's row locked, before a save replaces what stands: keeps it when a person would look for it again. The composer saves as one types, so that a
 * state its own author replaces within minutes is a step, not a version; what somebody else wrote, what was left standing, and what was
 * scheduled are kept. A new post costs nothing: its first state is the post.
 * @param always keeps it whatever it is: what replaces it is a decision
 * @returns its number among the versions; null when nothing was kept
 */
export function keepVersion(ctx: Ctx, postId: Id, { always = false } = {}): Promise<number | null> {
  const now = ctx.now().getTime();
  return keepStanding(ctx, postId, {
    always,
    author: authorOf(ctx),
    leftBefore: new Date(now - SITTING_MS),
    keptBefore: new Date(now - AT_LEAST_EVERY_MS),
  });
}
