import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { forbidden, Refusal } from '#words/refusal.ts';
import { isPlainText } from '#words/plain-text.ts';
import { mayWrite } from '../policy.ts';
import { readPost } from '../read-post.ts';

const MOST_SIGNS = 2000;
/** How long one's own words can be taken back. */
export const CORRECTABLE_MS = 3_600_000;

/** A person who works for the post's client; programs don't talk. */
export async function speaker(ctx: Ctx, postId: Id): Promise<{ userId: Id; name: string; clientId: Id }> {
  const { clientId } = await readPost(ctx, postId);
  mayWrite(ctx, clientId);
  if (ctx.actor.kind !== 'person') throw forbidden();
  return { userId: ctx.actor.userId, name: ctx.actor.name, clientId };
}

/** @throws Refusal `remark_empty`, `remark_too_long` */
export function checkedText(text: string): string {
  const trimmed = text.trim();
  if (!trimmed || !isPlainText(trimmed)) throw new Refusal('remark_empty', { field: 'text' });
  if (trimmed.length > MOST_SIGNS) throw new Refusal('remark_too_long', { field: 'text', details: { most: MOST_SIGNS } });
  return trimmed;
}
