import { readClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables } from './approval.sql.ts';
import { maySee, mustAsk } from './policy.ts';
import { NOTHING_AGREED, type Agreement } from './shapes.ts';

/** What was agreed with a client; nothing was, where nobody said. */
export async function readAgreement(ctx: Ctx, clientId: Id): Promise<Agreement> {
  maySee(ctx, clientId);
  const row = await tables(ctx).selectFrom('approval.mode').selectAll().where('client_id', '=', clientId).executeTakeFirst();
  if (!row) return NOTHING_AGREED;
  const { mode, minutes, silence, silence_hours: silenceHours, remind_hours: remindHours } = row;
  return { mode, minutes, silence, silenceHours, remindHours };
}

/** From now on. What is already planned is judged by it when it is about to leave; what is left out stays as it was agreed. */
export async function agreeMode(ctx: Ctx, clientId: Id, wanted: Pick<Agreement, 'mode' | 'minutes'> & Partial<Agreement>): Promise<void> {
  mustAsk(ctx, clientId);
  await readClient(ctx, clientId);
  const { mode, minutes, silence, silenceHours, remindHours } = { ...(await readAgreement(ctx, clientId)), ...wanted };
  const columns = { mode, minutes, silence, silence_hours: silenceHours, remind_hours: [...remindHours], changed_at: ctx.now() };
  await tables(ctx)
    .insertInto('approval.mode')
    .values({ workspace_id: ctx.workspaceId, client_id: clientId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'client_id']).doUpdateSet(columns))
    .execute();
  await ctx.tell({ name: 'approval.mode_set', about: { clientId, mode, silence } });
}
