import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal, notFound } from '#words/refusal.ts';
import { mustPublish } from './policy.ts';
import { tables } from './publications.sql.ts';
import { lockPublication } from './transition.ts';

/**
 * A failure seen, and not to be tried again: it leaves what waits, and the ledger keeps who and when.
 * @throws Refusal `not_failed` (409)
 */
export const setAside = (ctx: Ctx, id: Id): Promise<void> => say(ctx, id, true);

/** It waits for a person again. @throws Refusal `not_failed` (409) */
export const putBack = (ctx: Ctx, id: Id): Promise<void> => say(ctx, id, false);

async function say(ctx: Ctx, id: Id, aside: boolean): Promise<void> {
  const locked = await lockPublication(ctx, id);
  if (!locked) throw notFound();
  const { row } = locked;
  mustPublish(ctx, row.client_id);
  if (row.state !== 'FAILED') throw new Refusal('not_failed', { status: 409 });
  const { actor } = ctx;
  // The publication is locked: nobody else takes this number.
  const { said } = await tables(ctx)
    .selectFrom('publishing.set_aside')
    .select(({ fn }) => fn.countAll<number>().as('said'))
    .where('publication_id', '=', id)
    .executeTakeFirstOrThrow();
  await tables(ctx)
    .insertInto('publishing.set_aside')
    .values({
      workspace_id: ctx.workspaceId,
      publication_id: id,
      n: said + 1,
      aside,
      said_by: actor.kind === 'person' ? actor.userId : null,
      said_by_name: actor.name,
      said_at: ctx.now(),
    })
    .execute();
}
