import type { Ctx, Store } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import type { Actor } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import { NO_KEY, requestOf, tables } from './approval.sql.ts';
import { deadLink, doorkeeper, followKey } from './follow-key.ts';
import { hashOf, newToken } from './make-link.ts';
import { checkCode } from './link-code.ts';
import { isShown, type Request } from './shapes.ts';
import { withTurnNow, type ReadOnline } from './whose-turn.ts';

async function readOpen(ctx: Ctx, id: Id): Promise<Request | null> {
  const row = await tables(ctx).selectFrom('approval.request').selectAll().where('id', '=', id).executeTakeFirst();
  return row && !row.revoked_at && row.expires_at > ctx.now() ? requestOf(row) : null;
}

interface Found {
  workspaceId: Id;
  request: Request;
  /** Whether Palabre mailed it to the verified address. */
  kind: 'link' | 'handed';
}

export interface Door extends Found {
  /** Posts that wait for an answer. */
  count: number;
  /** Posts there are to read, answered or not. */
  shown: number;
}

/** What stands at the door of a link; nothing is changed by looking. @throws Refusal `approval_link_dead` */
export const readDoor = (store: Store, token: string, readOnline: ReadOnline): Promise<Door> =>
  atDoor(store, token, async (ctx, found) => {
    const posts = await tables(ctx)
      .selectFrom('approval.asked as a')
      .select((eb) => [
        ...(['a.post_id', 'a.turn', 'a.since'] as const),
        eb
          .selectFrom('approval.answer as w')
          .select((one) => one.fn.countAll<string>().as('n'))
          .whereRef('w.post_id', '=', 'a.post_id')
          .as('answers'),
      ])
      .where('a.request_id', '=', found.request.id)
      .execute();
    const count = (await withTurnNow(ctx, posts, readOnline)).filter(({ turn }) => turn === 'client').length;
    const shown = posts.filter(({ turn, answers }) => isShown(turn, Number(answers))).length;
    return { ...found, count, shown };
  });

async function atDoor<T>(store: Store, token: string, look: (ctx: Ctx, found: Found) => Promise<T>): Promise<T> {
  const key = await followKey(store, token, 'link');
  const requestId = key?.request_id;
  if (!key || !requestId) throw deadLink();
  return store.inWorkspace(key.workspace_id, doorkeeper, async (ctx) => {
    const request = await readOpen(ctx, requestId);
    if (!request) throw deadLink();
    return look(ctx, { workspaceId: key.workspace_id, request, kind: key.mailed ? 'link' : 'handed' });
  });
}

/**
 * Exchanges the link for a session, and does nothing else. @param code where the link asks for one @param admit may still say no
 * @returns the session's token, for a cookie @throws Refusal `approval_code_wrong`, `approval_link_dead`
 */
export async function enterByLink(
  store: Store,
  token: string,
  name: string,
  code?: string,
  admit?: (workspaceId: Id) => Promise<void>,
): Promise<{ token: string; expiresAt: Date }> {
  if (code !== undefined) await checkCode(store, token, code);
  const door = await atDoor(store, token, async (_, found) => found);
  await admit?.(door.workspaceId);
  if (door.request.asksCode && code === undefined) throw new Refusal('approval_code_wrong', { status: 403, field: 'code' });
  return store.inWorkspace(door.workspaceId, doorkeeper, async (ctx) => {
    await mustAskAsBefore(ctx, door.request);
    const id = newId(ctx.now().getTime());
    const session = newToken();
    const own = { workspace_id: ctx.workspaceId, request_id: door.request.id };
    await tables(ctx)
      .insertInto('approval.session')
      .values({ ...own, id, name, opened_at: ctx.now(), kind: door.kind })
      .execute();
    await tables(ctx)
      .insertInto('approval.key')
      .values({ ...NO_KEY, ...own, key_hash: hashOf(session), session_id: id })
      .execute();
    return { token: session, expiresAt: door.request.expiresAt };
  });
}

/** Locked against a code that is being set meanwhile: whoever comes in before it is shut out by it, nobody slips in after. */
async function mustAskAsBefore(ctx: Ctx, { id, asksCode }: Request): Promise<void> {
  const row = await tables(ctx).selectFrom('approval.request').select('code').where('id', '=', id).forShare().executeTakeFirst();
  if ((row?.code != null) !== asksCode) throw new Refusal('approval_code_wrong', { status: 403, field: 'code' });
}

export interface ClientSession {
  workspaceId: Id;
  request: Request;
  /** As they gave it at the door. */
  name: string;
  kind: 'link' | 'handed';
}

/** Who holds this session; null when the link was revoked or is over, or it never was one. */
export async function readSession(store: Store, token: string | undefined): Promise<ClientSession | null> {
  const key = await followKey(store, token ?? '', 'session');
  const requestId = key?.request_id;
  if (!key || !requestId) return null;
  return store.inWorkspace(key.workspace_id, doorkeeper, async (ctx) => {
    const request = await readOpen(ctx, requestId);
    const session = await tables(ctx)
      .selectFrom('approval.session')
      .select(['name', 'kind'])
      .where('id', '=', key.session_id)
      .executeTakeFirst();
    return request && session ? { workspaceId: key.workspace_id, request, ...session } : null;
  });
}

export const actorOf = ({ name, request }: ClientSession): Actor => ({ kind: 'client', name, clients: [request.clientId] });
