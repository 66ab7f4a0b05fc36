import { Refusal, invalid } from '#words/refusal.ts';
import { resolveWallTime, wallTimeAt } from '#words/zone.ts';
import { isDay, type Day } from './month.ts';
import type { Post, Wish } from './shapes.ts';

/**
 * The same hour on another day, as the clock of who moves it tells both; the post stays on the clock it was wished on.
 * @throws Refusal `wall_time_gap` when that hour does not exist that day
 */
export function shiftWish(post: Pick<Post, 'wish' | 'plannedAt'>, day: Day, zone: string): Wish {
  if (!isDay(day) || !post.wish) throw invalid('day');
  const { wish, plannedAt } = post;
  if (!plannedAt || wish.zone === zone) return { wall: `${day}${wish.wall.slice(10)}`, zone: wish.zone };
  const found = resolveWallTime(`${day}${wallTimeAt(plannedAt, zone).slice(10)}`, zone);
  if (found.kind === 'gap') throw new Refusal('wall_time_gap', { field: 'wall', details: { before: found.before, after: found.after } });
  return { wall: wallTimeAt(found.instant, wish.zone), zone: wish.zone };
}
