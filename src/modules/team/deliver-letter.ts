import * as m from '#messages';
import type { Mailer } from '#plumbing/mail';
import { newId, type Id } from '#words/ids.ts';
import type { Desk } from './desk.ts';
import { newLink } from './invite.ts';
import { makeMoveLink } from './move-address.ts';
import { doorkeeper } from './read-membership.ts';
import { findAccount, makeResetLink } from './reset-password.ts';
import type { TeamTables } from './tables.sql.ts';

/** What the worker has beside the desk; `mail` is null when the operator set no SMTP server. */
export type PostOffice = Pick<Desk, 'store' | 'clock' | 'config'> & { mail: Mailer | null };

/** After a day of an unreachable mail server nobody waits for that letter any more. */
const STALE = 86_400_000;

/**
 * Writes and sends a letter asked for. Woken at least once: a letter already handled is left alone, one that failed is tried
 * again by the job. The link is made here, so that the database never holds a usable one.
 */
export async function deliverLetter(office: PostOffice, letterId: Id): Promise<void> {
  const db = office.store.outside.withTables<TeamTables>();
  const letter = await db.selectFrom('team.letter').where('id', '=', letterId).selectAll().executeTakeFirst();
  if (!letter || letter.handled_at) return;
  const fresh = office.clock.now().getTime() - letter.asked_at.getTime() < STALE;
  const account = await findAccount(office, letter.email);
  const locale = { locale: account?.language ?? letter.language };
  if (office.mail && fresh && letter.kind === 'reset' && account) {
    const link = linkTo(office, `/reset/${await makeResetLink(office, account.userId)}`);
    const text = m.letter_reset_text({ name: account.name, link }, locale);
    await office.mail.send({ id: letterId, to: letter.email, subject: m.letter_reset_subject({}, locale), text });
  }
  // An address that has an account already gets nothing, and the person who asked learns nothing of it.
  if (office.mail && fresh && letter.kind === 'move' && letter.user_id && !account) {
    const link = linkTo(office, `/account/address/${await makeMoveLink(office, letter.user_id, letter.email)}`);
    const text = m.letter_move_text({ link }, locale);
    await office.mail.send({ id: letterId, to: letter.email, subject: m.letter_move_subject({}, locale), text });
  }
  await db.updateTable('team.letter').set({ handled_at: office.clock.now() }).where('id', '=', letterId).execute();
}

/** Listens to `team.invited`. Without a mail server the page has shown the link to be copied, and this does nothing. */
export async function mailInvitation(office: PostOffice, workspaceId: Id, invitationId: Id): Promise<void> {
  const { mail } = office;
  if (!mail) return;
  const letter = await office.store.inWorkspace(workspaceId, doorkeeper, async (ctx) => {
    const db = ctx.db.withTables<TeamTables>();
    const invitation = await db
      .selectFrom('team.invitation as i')
      .innerJoin('team.workspace as w', 'w.workspace_id', 'i.workspace_id')
      .leftJoin('auth.person as p', 'p.id', 'i.invited_by')
      .where('i.id', '=', invitationId)
      .where('i.accepted_at', 'is', null)
      .where('i.revoked_at', 'is', null)
      .where('i.mailed_at', 'is', null)
      .select(['i.email', 'i.language', 'w.name as workspace', 'p.name as inviter'])
      .executeTakeFirst();
    return invitation ? { ...invitation, token: await newLink(ctx, invitationId) } : null;
  });
  if (!letter) return;
  const locale = { locale: letter.language };
  const { workspace } = letter;
  const text = m.letter_invitation_text(
    { inviter: letter.inviter ?? workspace, workspace, link: linkTo(office, `/invite/${letter.token}`) },
    locale,
  );
  // A new id each time: a second message carries a newer link, mail programs must not take it for the first one.
  await mail.send({ id: newId(), to: letter.email, subject: m.letter_invitation_subject({ workspace }, locale), text });
  await office.store.inWorkspace(workspaceId, doorkeeper, async (ctx) => {
    const db = ctx.db.withTables<TeamTables>();
    await db.updateTable('team.invitation').set({ mailed_at: ctx.now() }).where('id', '=', invitationId).execute();
  });
}

/** Links in mails come from the configured public address, never from a Host header. */
const linkTo = (office: PostOffice, path: string): string => new URL(path, office.config.publicUrl).href;
