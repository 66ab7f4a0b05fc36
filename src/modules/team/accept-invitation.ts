import type { Ctx, Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { createAccount } from './create-account.ts';
import { join } from './create-workspace.ts';
import type { Desk } from './desk.ts';
import { forgetLink } from './invite.ts';
import { hashToken, linkDead } from './links.ts';
import { chosenPassword } from './password.ts';
import { doorkeeper } from './read-membership.ts';
import type { Language, Person, Role } from './shapes.ts';
import type { InvitationRow, TeamTables } from './tables.sql.ts';

export interface InvitationView {
  workspaceId: Id;
  invitationId: Id;
  workspaceName: string;
  email: string;
  role: Role;
  language: Language;
  invitedBy: string;
}

/** What an open invitation says; null when the link was used, revoked, has expired or never was. Opening it changes nothing. */
export async function readInvitation(desk: { store: Store }, token: string): Promise<InvitationView | null> {
  const directory = desk.store.outside.withTables<TeamTables>();
  const link = await directory
    .selectFrom('team.invitation_link')
    .where('token_hash', '=', hashToken(token))
    .select(['workspace_id', 'invitation_id'])
    .executeTakeFirst();
  if (!link) return null;
  return desk.store.inWorkspace(link.workspace_id, doorkeeper, async (ctx) => {
    const invitation = await openInvitation(ctx, link.invitation_id);
    if (!invitation) return null;
    const db = ctx.db.withTables<TeamTables>();
    const workspace = await db.selectFrom('team.workspace').select('name').executeTakeFirstOrThrow();
    const inviter = await db.selectFrom('auth.person').where('id', '=', invitation.invited_by).select('name').executeTakeFirst();
    const { email, role, language } = invitation;
    const invitedBy = inviter?.name ?? '';
    return { workspaceId: ctx.workspaceId, invitationId: invitation.id, workspaceName: workspace.name, email, role, language, invitedBy };
  });
}

export interface Accepted {
  slug: string;
  role: Role;
  /** To be assigned by the clients room in the same transaction. */
  clientIds: Id[];
}

/** A person with an account joins. @throws Refusal `link_dead`, `invitation_for_another` */
export async function acceptInvitation(ctx: Ctx, invitationId: Id, person: Pick<Person, 'userId' | 'email'>): Promise<Accepted> {
  const db = ctx.db.withTables<TeamTables>();
  const invitation = await openInvitation(ctx, invitationId);
  if (!invitation) throw linkDead();
  if (invitation.email !== person.email) throw new Refusal('invitation_for_another', { status: 403, details: { email: invitation.email } });
  await db
    .updateTable('team.invitation')
    .set({ accepted_at: ctx.now(), accepted_by: person.userId })
    .where('id', '=', invitationId)
    .execute();
  await forgetLink(ctx, invitationId);
  await join(ctx, person.userId, invitation.role);
  await ctx.tell({ name: 'team.joined', about: { userId: person.userId, role: invitation.role } });
  const { slug } = await db
    .selectFrom('team.workspace_slug')
    .where('workspace_id', '=', ctx.workspaceId)
    .select('slug')
    .executeTakeFirstOrThrow();
  return { slug, role: invitation.role, clientIds: invitation.client_ids };
}

/**
 * A new person's account, under the invitation's address; joining comes after signing in, as for everybody. Whoever holds the link
 * must not learn whether that address has an account already: then nothing is made, after the same work, and the answer is the same.
 */
export async function signUpByInvitation(
  desk: Desk,
  invitation: InvitationView,
  form: { name: string; password: string; language: Language },
): Promise<void> {
  const { email, workspaceId } = invitation;
  const passwordHash = await chosenPassword(form.password, [form.name, email, invitation.workspaceName]);
  try {
    await desk.store.inWorkspace(workspaceId, doorkeeper, async (ctx) => {
      if (!(await openInvitation(ctx, invitation.invitationId))) throw linkDead();
      await createAccount(ctx.db, { name: form.name, email, passwordHash, language: form.language }, ctx.now());
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'email_taken') throw error;
  }
}

/** Locked, so that two clicks join once. */
async function openInvitation(ctx: Ctx, id: Id): Promise<InvitationRow | undefined> {
  return ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.invitation')
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
}
