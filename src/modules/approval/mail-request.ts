import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { readAgreement } from './agree-mode.ts';
import { NO_KEY, NOT_SENT, requestOf, tables } from './approval.sql.ts';
import { hashOf, lockOpen, newToken } from './make-link.ts';
import { readContact } from './name-contact.ts';
import { remindersDue, type Request } from './shapes.ts';
import { withTurnNow, type ReadOnline } from './whose-turn.ts';

/** From now on Palabre mails this request to the verified address, and its reminders. @throws Refusal `approval_no_address` (409) */
export async function wishMail(ctx: Ctx, id: Id): Promise<void> {
  const row = await lockOpen(ctx, id);
  const contact = await readContact(ctx, row.client_id);
  if (!contact?.verifiedAt) throw new Refusal('approval_no_address', { status: 409 });
  await tables(ctx)
    .updateTable('approval.request')
    .set({ by_mail: true, ...NOT_SENT })
    .where('id', '=', id)
    .execute();
  await wish(ctx, id);
}

/** A letter waits to leave; the fact wakes who mails it. */
export async function wish(ctx: Ctx, id: Id): Promise<void> {
  await tables(ctx).updateTable('approval.request').set({ mail_wished_at: ctx.now() }).where('id', '=', id).execute();
  await ctx.tell({ name: 'approval.mail_wished', about: { requestId: id } });
}

export interface LetterToClient {
  to: string;
  name: string;
  clientId: Id;
  request: Request;
  /** Posts that wait for them. */
  count: number;
  /** The first of their hours that is still ahead; null where none is. */
  next: Date | null;
  token: string;
  /** They were told of all of it before. */
  reminds: boolean;
  /** What joins after that is not in it. */
  at: Date;
}

/**
 * What a wished letter holds, with a link of its own made now: only its hash is kept. Null when it has left, or nothing waits for the
 * client any more.
 */
export async function writeLetter(ctx: Ctx, id: Id, readOnline: ReadOnline): Promise<LetterToClient | null> {
  const row = await tables(ctx).selectFrom('approval.request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row?.mail_wished_at || row.revoked_at || row.expires_at <= ctx.now()) return null;
  const contact = await readContact(ctx, row.client_id);
  const asked = await tables(ctx)
    .selectFrom('approval.asked')
    .select(['post_id', 'turn', 'planned_at', 'since'])
    .where('request_id', '=', id)
    .where('turn', '=', 'client')
    .orderBy('planned_at')
    .execute();
  const waiting = (await withTurnNow(ctx, asked, readOnline)).filter(({ turn }) => turn === 'client');
  if (!contact?.verifiedAt || waiting.length === 0) {
    await tables(ctx).updateTable('approval.request').set({ mail_wished_at: null }).where('id', '=', id).execute();
    return null;
  }
  const token = newToken();
  await tables(ctx)
    .insertInto('approval.key')
    .values({ ...NO_KEY, key_hash: hashOf(token), workspace_id: ctx.workspaceId, request_id: id, mailed: true })
    .execute();
  const request = requestOf(row);
  const reminds = waiting.every(({ since }) => row.sent_at !== null && since <= row.sent_at);
  return {
    ...{ to: contact.email, name: contact.name, clientId: row.client_id, request },
    count: waiting.length,
    next: waiting.find((one) => one.planned_at > ctx.now())?.planned_at ?? null,
    ...{ token, reminds, at: ctx.now() },
  };
}

/** It left: the hours of reminders, and of silence, run from the one that told them. */
export async function noteMailed(ctx: Ctx, id: Id, { reminds, at }: Pick<LetterToClient, 'reminds' | 'at'>): Promise<void> {
  const row = await tables(ctx).selectFrom('approval.request').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  const { remindHours } = await readAgreement(ctx, row.client_id);
  const left = reminds ? { sent_at: row.sent_at, reached: row.reached } : { sent_at: at, reached: false };
  const reminded = remindersDue({ sentAt: left.sent_at }, remindHours, ctx.now());
  await tables(ctx)
    .updateTable('approval.request')
    .set({ ...left, reminded, mail_wished_at: null })
    .where('id', '=', id)
    .execute();
}
