import type { Ctx } from '#plumbing/db';
import { MOST_FOCUS, type Focus } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { readMedia } from './list-media.ts';
import { updateMedia } from './media.sql.ts';
import { mayDescribe } from './policy.ts';

/** Says what must stay in a picture when it is cut. What was frozen already keeps its cut. @param focus thousandths, rounded */
export async function setFocus(ctx: Ctx, id: Id, focus: Focus): Promise<void> {
  const media = await readMedia(ctx, id);
  mayDescribe(ctx.actor, media.clientId);
  const [x, y] = [Math.round(focus.x), Math.round(focus.y)];
  if (![x, y].every((one) => one >= 0 && one <= MOST_FOCUS)) throw invalid('focus');
  await updateMedia(ctx, id, { focus_x: x, focus_y: y });
}
