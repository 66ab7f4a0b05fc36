import type { Actor } from '../../../src/words/actor.ts';
import type { Id } from '../../../src/words/ids.ts';
import type { Inside } from '../palabre/inside.ts';

/** Awa, as the verbs know her. */
export async function actingOwner({
  steal,
}: Pick<Inside, 'steal'>): Promise<{ workspaceId: Id; actor: Extract<Actor, { kind: 'person' }> }> {
  const [row] = await steal<{ workspace_id: Id; user_id: Id }>(
    `select workspace_id, user_id from team.membership where role = 'owner' limit 1`,
  );
  return {
    workspaceId: row!.workspace_id,
    actor: { kind: 'person', userId: row!.user_id, name: 'Awa Mensah', role: 'owner', clients: 'all' },
  };
}
