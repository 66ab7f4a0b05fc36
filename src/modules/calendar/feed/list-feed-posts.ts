import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mayRead } from '../policy.ts';
import { linesBetween } from '../lines.sql.ts';
import type { PostLine } from '../shapes.ts';

/** Three months back for what was said, a year ahead; a calendar with more in it would choke a phone. */
const BACK_MS = 92 * 86_400_000;
const AHEAD_MS = 366 * 86_400_000;
const MOST = 2_000;

/** What was handed to publishing for a client, around today, by its hour. */
export async function listFeedPosts(ctx: Ctx, clientId: Id): Promise<PostLine[]> {
  mayRead(ctx, clientId);
  const now = ctx.now().getTime();
  const span = { from: new Date(now - BACK_MS), to: new Date(now + AHEAD_MS) };
  return linesBetween(ctx, span, { whose: [clientId], planned: true }, { skip: 0, most: MOST });
}
