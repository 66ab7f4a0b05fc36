import type { Post } from '#modules/calendar/shapes';
import { EveryChannelBlocked, type Blocked } from '../../../../wiring/build-outgoing.ts';
import { checkErrors, Refused, type FieldError } from '../door/problem.ts';

/** What networks do not take of a post, variant by variant. */
export const errorsOf = (post: Pick<Post, 'variants'>, blocked: readonly Blocked[]): FieldError[] =>
  blocked.flatMap(({ channelId, checks }) =>
    checkErrors(
      post.variants.findIndex((variant) => variant.channelId === channelId),
      channelId,
      checks,
    ),
  );

/** A program asked for all of it: what one network does not take stops the call. @throws Refused `variant_blocked` */
export function refuseBlocked(post: Pick<Post, 'variants'>, blocked: readonly Blocked[]): void {
  if (blocked.length > 0) throw new Refused('variant_blocked', { errors: errorsOf(post, blocked) });
}

/** The same for work that is refused as a whole. */
export async function allOrNothing<T extends { blocked: readonly Blocked[] }>(post: Pick<Post, 'variants'>, work: Promise<T>): Promise<T> {
  try {
    const done = await work;
    refuseBlocked(post, done.blocked);
    return done;
  } catch (error) {
    if (error instanceof EveryChannelBlocked) refuseBlocked(post, error.blocked);
    throw error;
  }
}
