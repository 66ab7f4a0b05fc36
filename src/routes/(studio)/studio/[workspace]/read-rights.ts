import { listAhead } from '#modules/calendar';
import { listEnding } from '#modules/library';
import { outlives } from '#modules/library/shapes';
import type { Ctx } from '#plumbing/db';
import { hasRole } from '#words/actor.ts';
import { dayAt } from '#words/spoken.ts';

/** From this many days before its end, Today speaks of an image right. */
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Image rights that end soon or have ended, of pictures that posts to come still show: those that will hold one first. Nothing for
 * those who may not plan.
 */
export async function readRights(ctx: Ctx, zone: string) {
  if (!hasRole(ctx.actor, 'owner', 'manager')) return [];
  const ending = await listEnding(ctx, dayAt(new Date(ctx.now().getTime() + SOON_DAYS * DAY_MS), zone));
  const ahead = await listAhead(
    ctx,
    ending.map(({ id }) => id),
  );
  return ending
    .map((right) => {
      const shows = ahead.filter(({ mediaId }) => mediaId === right.id);
      return { ...right, coming: shows.length, held: shows.filter((post) => post.planned && outlives(right.rightsUntil, post.day)).length };
    })
    .filter(({ coming }) => coming > 0)
    .sort((a, b) => Number(b.held > 0) - Number(a.held > 0) || a.rightsUntil.localeCompare(b.rightsUntil));
}

/** Those that wait for somebody: without a gesture, something planned will not leave. */
export const areHolding = <T extends { held: number }>(rights: readonly T[]): T[] => rights.filter(({ held }) => held > 0);
