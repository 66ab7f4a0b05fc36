import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { forbidden, notFound, Refusal } from '#words/refusal.ts';
import { hashToken, newToken } from './links.ts';
import { mayManagePeople } from './policy.ts';
import { emailSchema, type Language, type Role } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

/** Two weeks: time for a busy person, not for a forgotten mailbox. */
const LIFE = 14 * 86_400_000;

export interface Wanted {
  email: string;
  role: Role;
  /** For creators and guests; checked by the caller against the clients room. */
  clientIds: Id[];
  language: Language;
}

export interface Invited {
  invitationId: Id;
  /** For the link; only its hash is kept. */
  token: string;
}

/** Invites an address, known to Palabre or not: the answer is the same. A new invitation replaces an open one. */
export async function invite(ctx: Ctx, wanted: Wanted): Promise<Invited> {
  mayManagePeople(ctx.actor);
  if (ctx.actor.kind !== 'person') throw forbidden();
  const email = emailSchema.parse(wanted.email);
  await refuseMembers(ctx, email);
  await revokeOpenOnes(ctx, email);
  const db = ctx.db.withTables<TeamTables>();
  const id = newId();
  const at = ctx.now();
  await db
    .insertInto('team.invitation')
    .values({
      workspace_id: ctx.workspaceId,
      id,
      email,
      role: wanted.role,
      client_ids: wanted.clientIds,
      language: wanted.language,
      invited_by: ctx.actor.userId,
      created_at: at,
      expires_at: new Date(at.getTime() + LIFE),
      mailed_at: null,
      accepted_at: null,
      accepted_by: null,
      revoked_at: null,
    })
    .execute();
  const token = await newLink(ctx, id);
  await ctx.tell({ name: 'team.invited', about: { invitationId: id } });
  return { invitationId: id, token };
}

/** A new link for an open invitation, to be copied; the former link stops working. */
export async function renewInvitationLink(ctx: Ctx, invitationId: Id): Promise<string> {
  mayManagePeople(ctx.actor);
  const db = ctx.db.withTables<TeamTables>();
  const renewed = await db
    .updateTable('team.invitation')
    .set({ expires_at: new Date(ctx.now().getTime() + LIFE) })
    .where('id', '=', invitationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!renewed) throw notFound();
  return newLink(ctx, invitationId);
}

export async function revokeInvitation(ctx: Ctx, invitationId: Id): Promise<void> {
  mayManagePeople(ctx.actor);
  const db = ctx.db.withTables<TeamTables>();
  const revoked = await db
    .updateTable('team.invitation')
    .set({ revoked_at: ctx.now() })
    .where('id', '=', invitationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) throw notFound();
  await forgetLink(ctx, invitationId);
  await ctx.tell({ name: 'team.invitation-revoked', about: { invitationId } });
}

export interface OpenInvitation {
  id: Id;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
  mailedAt: Date | null;
  expired: boolean;
}

export async function listInvitations(ctx: Ctx): Promise<OpenInvitation[]> {
  mayManagePeople(ctx.actor);
  const rows = await ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.invitation')
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .selectAll()
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    mailedAt: row.mailed_at,
    expired: row.expires_at <= ctx.now(),
  }));
}

/** Writes the hash of a new token over the former one. */
export async function newLink(ctx: Ctx, invitationId: Id): Promise<string> {
  const token = newToken();
  await forgetLink(ctx, invitationId);
  await ctx.db
    .withTables<TeamTables>()
    .insertInto('team.invitation_link')
    .values({ token_hash: hashToken(token), workspace_id: ctx.workspaceId, invitation_id: invitationId })
    .execute();
  return token;
}

/** The directory has no row-level security: the workspace is named in every query. */
export async function forgetLink(ctx: Ctx, invitationId: Id): Promise<void> {
  await ctx.db
    .withTables<TeamTables>()
    .deleteFrom('team.invitation_link')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('invitation_id', '=', invitationId)
    .execute();
}

async function refuseMembers(ctx: Ctx, email: string): Promise<void> {
  const member = await ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.membership as m')
    .innerJoin('auth.person as p', 'p.id', 'm.user_id')
    .where('p.email', '=', email)
    .select('m.user_id')
    .executeTakeFirst();
  if (member) throw new Refusal('already_member', { status: 409, field: 'email' });
}

async function revokeOpenOnes(ctx: Ctx, email: string): Promise<void> {
  const open = await ctx.db
    .withTables<TeamTables>()
    .updateTable('team.invitation')
    .set({ revoked_at: ctx.now() })
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  for (const { id } of open) await forgetLink(ctx, id);
}
