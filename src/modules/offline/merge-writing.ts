import { readPost, savePost } from '#modules/calendar';
import { canWrite, type Post } from '#modules/calendar/shapes';
import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { forbidden, Refusal } from '#words/refusal.ts';
import type { Verdict, WriteChange } from './changes.ts';
import { changeConflict, insertConflict, selectOpen, type ConflictRow } from './offline.sql.ts';
import { FIELDS, same, writingOf, type Field, type Writing } from './writing.ts';

/**
 * What was written on a device, put into the post field by field. A field that still says something the writer knew takes the new value; one
 * that somebody else wrote meanwhile stays, and what arrived is kept beside it. Nothing that was written is dropped.
 * @throws Refusal what savePost refuses, `not_found` for a post that should be there and is not
 */
export async function mergeWriting(ctx: Ctx, device: Id, change: WriteChange): Promise<Verdict> {
  const values = Object.fromEntries(
    FIELDS.flatMap((field) => (change.edits[field] ? [[field, change.edits[field].value]] : [])),
  ) as Partial<Writing>;
  const post = await findPost(ctx, change);
  if (!post) {
    await savePost(ctx, { id: change.postId, clientId: change.clientId, ...values });
    return { is: 'done' };
  }
  if (!canWrite(ctx.actor, post.clientId)) throw forbidden();
  if (post.deletedAt) throw new Refusal('post_deleted', { status: 409 });
  const there = writingOf(post);
  const changed = FIELDS.filter((field) => change.edits[field] && !same(change.edits[field].value, there[field]));
  const clash = changed.filter((field) => isTaken(post, field) || !change.edits[field]!.known.some((value) => same(value, there[field])));
  const taken = changed.filter((field) => !clash.includes(field));
  if (taken.length > 0) await savePost(ctx, { id: post.id, ...Object.fromEntries(taken.map((field) => [field, values[field]])) });
  for (const field of clash) await keepBeside(ctx, device, change, field, there[field]);
  return clash.length > 0 ? { is: 'conflict', fields: clash } : { is: 'done' };
}

/** The hour of what was handed over moves only when somebody asks for it. */
const isTaken = (post: Post, field: Field): boolean => field === 'wish' && post.plannedVersion !== null;

/** Null where the post was begun on the device and has not arrived yet. */
async function findPost(ctx: Ctx, { postId, base }: WriteChange): Promise<Post | null> {
  try {
    return await readPost(ctx, postId, { lock: true });
  } catch (thrown) {
    if (base === null && thrown instanceof Refusal && thrown.code === 'not_found') return null;
    throw thrown;
  }
}

/** A later text of the same device takes the place of the one it went on from. */
async function keepBeside(ctx: Ctx, device: Id, change: WriteChange, field: Field, theirs: unknown): Promise<void> {
  if (ctx.actor.kind !== 'person') throw forbidden();
  const { value: ours, known } = change.edits[field]!;
  const goesOn = (row: ConflictRow): boolean =>
    row.field === field && row.device_id === device && known.some((value) => same(value, row.ours));
  const open = (await selectOpen(ctx, [change.postId])).find(goesOn);
  const columns = { ours, theirs, base: change.base, arrived_at: ctx.now() };
  if (open) await changeConflict(ctx, open.id, columns);
  else {
    const { userId, name } = ctx.actor;
    const who = { device_id: device, written_by: userId, written_by_name: name };
    await insertConflict(ctx, { id: newId(ctx.now().getTime()), post_id: change.postId, field, ...who, ...columns });
  }
  await ctx.tell({ name: 'offline.conflict_found', about: { postId: change.postId, field } });
}
