import { deadLink, readSession, type ClientSession } from '#modules/approval';
import { listWorkspacesOf } from '#modules/team';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import type { Cookies } from '@sveltejs/kit';

/** Sent to these pages only, by this host only. */
export const COOKIE = 'palabre-validate';
export const COOKIE_PATH = '/validate';

/** @throws Refusal `approval_link_dead` when the link of this browser was revoked, is over, or there is none */
export async function openSession({ cookies, locals }: { cookies: Cookies; locals: App.Locals }): Promise<ClientSession> {
  const session = await readSession(locals.house.store, cookies.get(COOKIE));
  if (!session) throw deadLink();
  return session;
}

/** True for the browser of a member of the workspace that asks. */
export async function isOwn({ house, person }: App.Locals, workspaceId: Id): Promise<boolean> {
  if (!person) return false;
  return (await listWorkspacesOf(house, person.userId)).some((one) => one.workspaceId === workspaceId);
}

/** Nobody answers their own question. @throws Refusal `approval_own_workspace` */
export async function mustBeOutside(locals: App.Locals, workspaceId: Id): Promise<void> {
  if (await isOwn(locals, workspaceId)) throw new Refusal('approval_own_workspace', { status: 403 });
}
