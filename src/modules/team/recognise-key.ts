import type { Clock } from '#plumbing/clock';
import type { Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { hashToken } from './links.ts';
import { doorkeeper } from './read-membership.ts';
import { ROLE_OF_SCOPE } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

/** A program at the door: whose workspace, and who acts there. */
export interface KeyHolder {
  workspaceId: Id;
  actor: Extract<Actor, { kind: 'key' }>;
}

/** Milliseconds a key is believed without asking again: a revoked one is refused after that at the latest. */
const BELIEVED_MS = 1_000;
const MINUTE = 60_000;
/** More programs than that in one second are looked up again and again, nothing else. */
const MOST = 1_000;

/** Recognises keys, each looked up once a second at most; the lookup is shared by calls that arrive together. */
export function openKeyRing(house: { store: Store; clock: Clock }): (key: string) => Promise<KeyHolder | null> {
  const known = new Map<string, { at: number; holder: Promise<KeyHolder | null> }>();
  return (key) => {
    const at = performance.now();
    const found = known.get(key);
    if (found && at - found.at < BELIEVED_MS) return found.holder;
    if (known.size >= MOST) known.clear();
    const holder = lookUp(house, key);
    known.set(key, { at, holder });
    holder.catch(() => known.delete(key));
    return holder;
  };
}

async function lookUp(house: { store: Store; clock: Clock }, key: string): Promise<KeyHolder | null> {
  const directory = house.store.outside.withTables<TeamTables>();
  const line = await directory
    .selectFrom('team.api_key_hash')
    .where('token_hash', '=', hashToken(key))
    .select(['workspace_id', 'key_id'])
    .executeTakeFirst();
  if (!line) return null;
  return house.store.inWorkspace(line.workspace_id, doorkeeper, async (ctx) => {
    const db = ctx.db.withTables<TeamTables>();
    const row = await db
      .selectFrom('team.api_key')
      .selectAll()
      .where('id', '=', line.key_id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (!row) return null;
    if (!row.last_used_at || ctx.now().getTime() - row.last_used_at.getTime() >= MINUTE)
      await db.updateTable('team.api_key').set({ last_used_at: ctx.now() }).where('id', '=', row.id).execute();
    const { id: keyId, name, scope, client_ids } = row;
    return {
      workspaceId: line.workspace_id,
      actor: { kind: 'key', keyId, name, role: ROLE_OF_SCOPE[scope], clients: client_ids ?? 'all' },
    };
  });
}
