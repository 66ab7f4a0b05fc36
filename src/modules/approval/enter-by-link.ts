import type { Ctx, Store } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import type { Actor } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import { requestOf, tables, type KeyTable } from './approval.sql.ts';
import { hashOf, newToken } from './make-link.ts';
import type { Request } from './shapes.ts';

const doorkeeper: Actor = { kind: 'system', name: 'visitor' };
/** One answer for a link that was revoked, has expired or never was. */
export const deadLink = (): Refusal => new Refusal('approval_link_dead', { status: 404 });

/** Where a link or a session leads; a token is at most 43 signs of base64url. */
async function followKey(store: Store, token: string, kind: 'link' | 'session') {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const found = await store.outside
    .withTables<KeyTable>()
    .selectFrom('approval.key')
    .select(['workspace_id', 'request_id', 'session_id'])
    .where('key_hash', '=', hashOf(token))
    .executeTakeFirst();
  return found && (found.session_id === null) === (kind === 'link') ? found : undefined;
}

async function readOpen(ctx: Ctx, id: Id): Promise<Request | null> {
  const row = await tables(ctx).selectFrom('approval.request').selectAll().where('id', '=', id).executeTakeFirst();
  return row && !row.revoked_at && row.expires_at > ctx.now() ? requestOf(row) : null;
}

export interface Door {
  workspaceId: Id;
  request: Request;
  /** Posts it asks about. */
  count: number;
}

/** What stands at the door of a link; nothing is changed by looking. @throws Refusal `approval_link_dead` */
export async function readDoor(store: Store, token: string): Promise<Door> {
  const key = await followKey(store, token, 'link');
  if (!key) throw deadLink();
  return store.inWorkspace(key.workspace_id, doorkeeper, async (ctx) => {
    const request = await readOpen(ctx, key.request_id);
    if (!request) throw deadLink();
    const posts = await tables(ctx).selectFrom('approval.asked').select('post_id').where('request_id', '=', request.id).execute();
    return { workspaceId: key.workspace_id, request, count: posts.length };
  });
}

/** Exchanges the link for a session, and does nothing else. @returns the session's token, for a cookie */
export async function enterByLink(store: Store, token: string, name: string): Promise<{ token: string; expiresAt: Date }> {
  const door = await readDoor(store, token);
  return store.inWorkspace(door.workspaceId, doorkeeper, async (ctx) => {
    const id = newId(ctx.now().getTime());
    const session = newToken();
    const own = { workspace_id: ctx.workspaceId, request_id: door.request.id };
    await tables(ctx)
      .insertInto('approval.session')
      .values({ ...own, id, name, opened_at: ctx.now() })
      .execute();
    await tables(ctx)
      .insertInto('approval.key')
      .values({ ...own, key_hash: hashOf(session), session_id: id })
      .execute();
    return { token: session, expiresAt: door.request.expiresAt };
  });
}

export interface ClientSession {
  workspaceId: Id;
  request: Request;
  /** As they gave it at the door. */
  name: string;
}

/** Who holds this session; null when the link was revoked or is over, or it never was one. */
export async function readSession(store: Store, token: string | undefined): Promise<ClientSession | null> {
  const key = await followKey(store, token ?? '', 'session');
  if (!key) return null;
  return store.inWorkspace(key.workspace_id, doorkeeper, async (ctx) => {
    const request = await readOpen(ctx, key.request_id);
    const session = await tables(ctx).selectFrom('approval.session').select('name').where('id', '=', key.session_id).executeTakeFirst();
    return request && session ? { workspaceId: key.workspace_id, request, name: session.name } : null;
  });
}

export const actorOf = ({ name, request }: ClientSession): Actor => ({ kind: 'client', name, clients: [request.clientId] });
