import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables } from './posts.sql.ts';

/** The words (publishing's mark of them) for which somebody said "go on" although they had been said before; null: nobody did. */
export async function readRepeatAgreement(ctx: Ctx, id: Id): Promise<string | null> {
  const row = await tables(ctx)
    .selectFrom('calendar.post')
    .select('repeat_agreed')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.repeat_agreed ?? null;
}

/** Remembered for this post and these words. Whoever may plan it may; the caller plans it in the same transaction. */
export async function agreeToRepeat(ctx: Ctx, id: Id, words: string): Promise<void> {
  await tables(ctx)
    .updateTable('calendar.post')
    .set({ repeat_agreed: words })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute();
}
