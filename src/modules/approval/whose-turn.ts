import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { AskedRow } from './approval.sql.ts';
import { turnNow, type TurnNow } from './shapes.ts';

/**
 * Those of these posts that are online wherever they were to go, and since when. This room knows nothing of what leaves: every door hands
 * in the answer of the room that does (`readOnline` of publishing), and none compiles without.
 */
export type ReadOnline = (ctx: Ctx, postIds: readonly Id[]) => Promise<ReadonlyMap<Id, Date>>;

/** Whose turn it is now with what was asked. */
export async function withTurnNow<T extends Pick<AskedRow, 'post_id' | 'turn' | 'since'>>(
  ctx: Ctx,
  asked: readonly T[],
  readOnline: ReadOnline,
): Promise<(Omit<T, 'turn'> & { turn: TurnNow })[]> {
  const open = asked.filter(({ turn }) => turn !== 'done').map(({ post_id }) => post_id);
  const online = open.length > 0 ? await readOnline(ctx, open) : null;
  return asked.map((one) => ({ ...one, turn: turnNow(one, online?.get(one.post_id)) }));
}
