import { deletePost, noteImported, noteUndone, readImport, savePost } from '#modules/calendar';
import type { Rulings } from '#modules/calendar/shapes';
import { cancelPublications, tooLate } from '#modules/publishing';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { readWhose, type Whose } from './build-outgoing.ts';
import { createScheduledPost, forgetPlan } from './plan-post.ts';

/**
 * Every row without a problem becomes a post, all or none of them; the others wait to be mended.
 * @param options.plan hands over those that have a moment and an account; else all are drafts, dated or not
 * @returns how many were made. @throws Refusal `import_nothing_ready`, `import_undone`, and what scheduling refuses
 */
export async function importPosts(ctx: Ctx, id: Id, rulings: Rulings, options: { plan: boolean }): Promise<number> {
  const { rows, undone } = await readImport(ctx, id, rulings);
  if (undone) throw new Refusal('import_undone', { status: 409 });
  const ready = rows.flatMap(({ post }) => post ?? []);
  if (ready.length === 0) throw new Refusal('import_nothing_ready');
  const whose = new Map<Id, Whose>();
  const made = [];
  for (const { wish, instant, ...content } of ready) {
    if (options.plan && wish && content.variants.length > 0) {
      const known = whose.get(content.clientId) ?? (await readWhose(ctx, content.clientId));
      whose.set(content.clientId, known);
      const { post } = await createScheduledPost(ctx, content, wish, known);
      made.push({ postId: post.id, version: post.version, plannedAt: instant });
    } else {
      const saved = await savePost(ctx, { ...content, wish });
      made.push({ postId: saved.id, version: saved.version, plannedAt: instant });
    }
  }
  await noteImported(
    ctx,
    id,
    rows.filter(({ post }) => post === null),
    made,
  );
  return made.length;
}

/**
 * Takes back all an import made, at once; what somebody changed since is kept.
 * @throws Refusal `import_already_sent`: then nothing was taken back
 */
export async function undoImport(ctx: Ctx, id: Id, rulings: Rulings): Promise<{ gone: number; kept: number }> {
  const { made, undone } = await readImport(ctx, id, rulings);
  if (undone) throw new Refusal('import_undone', { status: 409 });
  const there = made.filter(({ deleted }) => !deleted);
  const untouched = there.filter(({ changed }) => !changed);
  for (const { postId, planned } of untouched) {
    if (tooLate(await cancelPublications(ctx, postId))) throw new Refusal('import_already_sent', { status: 409 });
    if (planned) await forgetPlan(ctx, postId);
    await deletePost(ctx, postId);
  }
  const kept = there.length - untouched.length;
  await noteUndone(ctx, id, kept);
  return { gone: untouched.length, kept };
}
