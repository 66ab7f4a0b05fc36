import * as m from '#messages';
import { readClient } from '#modules/clients';
import { listWorkspaceIds, readWorkspace, type PostOffice } from '#modules/team';
import type { Ctx, Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import { newId, type Id } from '#words/ids.ts';
import { sayMoment } from '#words/spoken.ts';
import { readAgreement } from './agree-mode.ts';
import { NO_KEY, tables } from './approval.sql.ts';
import { noteMailed, wish, writeLetter } from './mail-request.ts';
import { hashOf, newToken } from './make-link.ts';
import { listRequests, type RequestLine } from './read-requests.ts';
import { tacitAfter } from './shapes.ts';
import type { ReadOnline } from './whose-turn.ts';

const HOUR_MS = 3_600_000;
/** A letter the mail server refused for hours is wished anew: its job has given up by then. In milliseconds. */
const LOST_MS = 6 * HOUR_MS;
/** A week is planned post by post: one letter tells of what joined, once nothing did for so long. In milliseconds. */
const SETTLED_MS = 30 * 60_000;
const WORKER: Actor = { kind: 'system', name: 'worker' };

/** Listens to `approval.mail_wished`: the link, or a reminder of it, to the client's verified address, in their language. */
export async function mailRequest(office: PostOffice, workspaceId: Id, requestId: Id, readOnline: ReadOnline): Promise<void> {
  const { mail, store } = office;
  if (!mail) return;
  const written = await store.inWorkspace(workspaceId, WORKER, async (ctx) => {
    const letter = await writeLetter(ctx, requestId, readOnline);
    if (!letter) return null;
    const { clientId } = letter;
    const [client, workspace] = [await readClient(ctx, clientId), await readWorkspace(ctx)];
    return { ...letter, client, workspace: workspace.name, tacit: tacitAfter(await readAgreement(ctx, clientId)) };
  });
  if (!written) return;
  const { client, request, name, count, reminds, tacit } = written;
  const locale = { locale: client.language };
  const date = written.next ? sayMoment(written.next, client.zone, client.language) : null;
  const words = { name, client: client.name, workspace: written.workspace, by: request.createdBy, count };
  const link = linkTo(office, `/validate/${written.token}`);
  const subject = reminds ? m.approval_mail_reminder_subject(words, locale) : m.approval_mail_subject(words, locale);
  const [dated, undated] = reminds
    ? [m.approval_mail_reminder, m.approval_mail_reminder_awaited]
    : [m.approval_mail_text, m.approval_mail_awaited];
  const said = date === null ? undated({ ...words, link }, locale) : dated({ ...words, link, date }, locale);
  const over = tacit && new Date((reminds ? request.sentAt! : written.at).getTime() + tacit * HOUR_MS);
  const text = over ? `${said}\n\n${m.approval_tacit_by({ date: sayMoment(over, client.zone, client.language) }, locale)}` : said;
  // A new id each time: each letter carries a link of its own.
  await mail.send({ id: newId(), to: written.to, subject, text });
  await store.inWorkspace(workspaceId, WORKER, (ctx) => noteMailed(ctx, requestId, written));
}

/** Listens to `approval.contact_named`: asks whoever reads mail there whether the address is theirs. */
export async function mailContact(office: PostOffice, workspaceId: Id, clientId: Id): Promise<void> {
  const { mail, store } = office;
  if (!mail) return;
  const written = await store.inWorkspace(workspaceId, WORKER, (ctx) => askAddress(ctx, clientId));
  if (!written) return;
  const { token, contact, client, workspace } = written;
  const locale = { locale: client.language };
  const words = { name: contact.name, workspace, client: client.name };
  const text = m.approval_mail_address({ ...words, link: linkTo(office, `/validate/${token}/address`) }, locale);
  await mail.send({ id: newId(), to: contact.email, subject: m.approval_mail_address_subject(words, locale), text });
  await store.inWorkspace(workspaceId, WORKER, async (ctx) => {
    await tables(ctx).updateTable('approval.contact').set({ mailed_at: ctx.now() }).where('client_id', '=', clientId).execute();
  });
}

async function askAddress(ctx: Ctx, clientId: Id) {
  const contact = await tables(ctx).selectFrom('approval.contact').selectAll().where('client_id', '=', clientId).executeTakeFirst();
  if (!contact || contact.verified_at || contact.mailed_at) return null;
  const token = newToken();
  await tables(ctx)
    .insertInto('approval.key')
    .values({ ...NO_KEY, key_hash: hashOf(token), workspace_id: ctx.workspaceId, client_id: clientId, mailed: true })
    .execute();
  return { token, contact, client: await readClient(ctx, clientId), workspace: (await readWorkspace(ctx)).name };
}

/** Letters that are due to go by themselves: reminders, a question to be asked again, posts that joined since. */
export async function wishReminders(house: { store: Store }, readOnline: ReadOnline): Promise<void> {
  for (const workspaceId of await listWorkspaceIds(house))
    await house.store.inWorkspace(workspaceId, WORKER, async (ctx) => {
      for (const line of await listRequests(ctx, readOnline, { open: true }))
        if (line.byMail && isDue(line, ctx.now())) await wish(ctx, line.id);
    });
}

function isDue({ toSend, sentAt, newest, mailWishedAt }: RequestLine, now: Date): boolean {
  const ago = (at: Date) => now.getTime() - at.getTime();
  if (mailWishedAt && ago(mailWishedAt) < LOST_MS) return false;
  if (toSend === 'message' && sentAt && newest) return ago(newest) >= SETTLED_MS;
  return toSend !== null;
}

/** Links in mails come from the configured public address, never from a Host header. */
const linkTo = (office: PostOffice, path: string): string => new URL(path, office.config.publicUrl).href;
