import { createHash, randomBytes } from 'node:crypto';
import type { Ctx } from '#plumbing/db';
import type { Seal } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import { readAgreement } from './agree-mode.ts';
import { NO_KEY, NOT_SENT, tables, type RequestRow } from './approval.sql.ts';
import { mustAsk } from './policy.ts';
import { remindersDue } from './shapes.ts';

/** 256 random bits need no salt and no slow hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export const placeOf = (workspaceId: Id, id: Id) => ({ workspaceId, table: 'approval.request', row: id, field: 'link' });

/** The link of a request, made at the first call, the same ever after. @returns its token, for the address */
export async function copyLink(ctx: Ctx, seal: Seal, id: Id): Promise<string> {
  const row = await lockOpen(ctx, id);
  const place = placeOf(ctx.workspaceId, id);
  if (row.sealed) return seal.open(place, row.sealed);
  const token = newToken();
  const sealed = seal.seal(place, token);
  await tables(ctx).updateTable('approval.request').set({ sealed, key_id: seal.currentKeyId() }).where('id', '=', id).execute();
  await tables(ctx)
    .insertInto('approval.key')
    .values({ ...NO_KEY, key_hash: hashOf(token), workspace_id: ctx.workspaceId, request_id: id })
    .execute();
  return token;
}

/** Dead from now on, for browsers that opened it too. */
export async function revokeLink(ctx: Ctx, id: Id): Promise<void> {
  await lockOpen(ctx, id);
  await tables(ctx).updateTable('approval.request').set({ revoked_at: ctx.now() }).where('id', '=', id).execute();
  // The directory has no row-level security: the workspace is named.
  await tables(ctx).deleteFrom('approval.key').where('workspace_id', '=', ctx.workspaceId).where('request_id', '=', id).execute();
}

/** Whom it greets. */
export async function addressTo(ctx: Ctx, id: Id, addressee: string): Promise<void> {
  await lockOpen(ctx, id);
  await tables(ctx).updateTable('approval.request').set({ addressee }).where('id', '=', id).execute();
}

/** Prepared until a person says it was sent; the hours of reminders and of silence run from then. */
export async function saySent(ctx: Ctx, id: Id): Promise<void> {
  await lockOpen(ctx, id);
  await tables(ctx)
    .updateTable('approval.request')
    .set({ ...NOT_SENT, sent_at: ctx.now() })
    .where('id', '=', id)
    .execute();
}

/** A person reminded the client by their own means: what was due is behind us. */
export async function sayReminded(ctx: Ctx, id: Id): Promise<void> {
  const row = await lockOpen(ctx, id);
  const { remindHours } = await readAgreement(ctx, row.client_id);
  const reminded = remindersDue({ sentAt: row.sent_at }, remindHours, ctx.now());
  await tables(ctx).updateTable('approval.request').set({ reminded }).where('id', '=', id).execute();
}

export async function lockOpen(ctx: Ctx, id: Id): Promise<RequestRow> {
  const row = await tables(ctx).selectFrom('approval.request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  mustAsk(ctx, row.client_id);
  if (row.revoked_at || row.expires_at <= ctx.now()) throw new Refusal('approval_closed', { status: 409 });
  return row;
}
