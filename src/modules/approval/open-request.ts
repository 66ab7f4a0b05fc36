import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { NOT_SENT, tables } from './approval.sql.ts';

const DAY = 86_400_000;
/** A link lives two weeks, or until a day after the last post it asks about. */
const lifeFor = (now: Date, plannedAt: Date): Date => new Date(Math.max(now.getTime() + 14 * DAY, plannedAt.getTime() + DAY));

/** The client's link that is still open, kept open long enough for this post; a new request where there is none. */
export async function openRequest(ctx: Ctx, clientId: Id, plannedAt: Date, fresh: { addressee: string } | null = null): Promise<Id> {
  const expires_at = lifeFor(ctx.now(), plannedAt);
  const open = fresh ? undefined : await findOpen(ctx, clientId);
  if (!open) return addRequest(ctx, clientId, expires_at, fresh?.addressee || (await nameOf(ctx, clientId)));
  await tables(ctx)
    .updateTable('approval.request')
    .set({ expires_at })
    .where('id', '=', open.id)
    .where('expires_at', '<', expires_at)
    .execute();
  return open.id;
}

/** Whom the client's address is of; '' where nobody gave one. */
async function nameOf(ctx: Ctx, clientId: Id): Promise<string> {
  const contact = await tables(ctx).selectFrom('approval.contact').select('name').where('client_id', '=', clientId).executeTakeFirst();
  return contact?.name ?? '';
}

export const findOpen = (ctx: Ctx, clientId: Id) =>
  tables(ctx)
    .selectFrom('approval.request')
    .select('id')
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

async function addRequest(ctx: Ctx, clientId: Id, expires_at: Date, addressee: string): Promise<Id> {
  const id = newId(ctx.now().getTime());
  await tables(ctx)
    .insertInto('approval.request')
    .values({
      ...{ workspace_id: ctx.workspaceId, id, client_id: clientId, addressee, sealed: null, key_id: null },
      ...{ created_at: ctx.now(), created_by_name: ctx.actor.name, expires_at, revoked_at: null, ...NOT_SENT },
      ...{ by_mail: false, mail_wished_at: null, code: null },
    })
    .execute();
  return id;
}
