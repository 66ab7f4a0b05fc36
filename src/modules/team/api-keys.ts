import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { hashToken, newToken } from './links.ts';
import { mayMakeKey, mayManageKeys } from './policy.ts';
import type { ApiKeyView, NewApiKey } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

/** Recognised by people and by scanners of leaked secrets. */
const PREFIX = 'palabre_';

const tables = (ctx: Ctx) => ctx.db.withTables<TeamTables>();

/** Makes a key. It is given here, once; the database holds its hash. */
export async function addApiKey(ctx: Ctx, wanted: NewApiKey): Promise<{ id: Id; key: string }> {
  mayMakeKey(ctx.actor, wanted.scope);
  const key = PREFIX + newToken();
  const id = newId(ctx.now().getTime());
  await tables(ctx)
    .insertInto('team.api_key')
    .values({
      workspace_id: ctx.workspaceId,
      id,
      name: wanted.name,
      scope: wanted.scope,
      client_ids: wanted.clientIds,
      ending: key.slice(-4),
      created_at: ctx.now(),
      created_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
  await tables(ctx)
    .insertInto('team.api_key_hash')
    .values({ token_hash: hashToken(key), workspace_id: ctx.workspaceId, key_id: id })
    .execute();
  await ctx.tell({ name: 'team.key-added', about: { keyId: id, scope: wanted.scope } });
  return { id, key };
}

/** The keys that still open something, newest first. */
export async function listApiKeys(ctx: Ctx): Promise<ApiKeyView[]> {
  mayManageKeys(ctx.actor);
  const rows = await tables(ctx).selectFrom('team.api_key').selectAll().where('revoked_at', 'is', null).orderBy('id', 'desc').execute();
  return rows.map(({ id, name, scope, client_ids, ending, created_at, last_used_at }) => ({
    ...{ id, name, scope, ending },
    clientIds: client_ids,
    createdAt: created_at,
    lastUsedAt: last_used_at,
  }));
}

/** Closes a key for good; programs that hold it are refused within a second (recognise-key.ts). */
export async function revokeApiKey(ctx: Ctx, id: Id): Promise<void> {
  mayManageKeys(ctx.actor);
  const revoked = await tables(ctx)
    .updateTable('team.api_key')
    .set({ revoked_at: ctx.now() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) throw notFound();
  await tables(ctx).deleteFrom('team.api_key_hash').where('key_id', '=', id).where('workspace_id', '=', ctx.workspaceId).execute();
  await ctx.tell({ name: 'team.key-revoked', about: { keyId: id } });
}
