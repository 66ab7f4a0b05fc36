import { createClient } from '#modules/clients';
import { createWorkspace } from '#modules/team';
import { newId, type Id } from '../../words/ids.ts';
import { as, awa, type TestDatabase } from '../../../tests/worlds/database.ts';

/** A workspace with one client and two channels, for this room's tests. */
export async function furnish(database: TestDatabase, name = 'Atelier'): Promise<{ workspaceId: Id; clientId: Id; channelIds: Id[] }> {
  const ownerUserId = awa.kind === 'person' ? awa.userId : newId();
  await database.peek(
    `insert into auth.person (id, name, email, created_at, updated_at) values ($1, 'Awa', $2, now(), now()) on conflict (id) do nothing`,
    [ownerUserId, `awa-${ownerUserId}@example.org`],
  );
  const workspace = { name, country: 'TG', currency: 'XOF', zone: 'Africa/Lome', language: 'fr' as const };
  const { workspaceId } = await createWorkspace(database, { ...workspace, ownerUserId });
  const client = await as(database, awa, workspaceId)((ctx) => createClient(ctx, { name: 'Chez Tantine Afi' }));
  const channelIds = [newId(1), newId(2)];
  for (const [index, id] of channelIds.entries())
    await addChannel(database, { workspaceId, clientId: client.id, handle: `@afi${index}` }, id);
  return { workspaceId, clientId: client.id, channelIds };
}

/** Written from behind: connecting a channel for real needs a network, which is another room's test. */
export async function addChannel(
  database: TestDatabase,
  channel: { workspaceId: Id; clientId: Id; handle: string },
  id = newId(),
): Promise<Id> {
  await database.peek(
    `insert into channels.channel (workspace_id, id, client_id, network, name, address, network_user_id, handle, display_name, once_class,
       quiet_ms, state, connected_at, identity_at)
     values ($1, $2, $3, 'mastodon', $4, 'https://example.org', $4, $4, 'Afi', 'K', 0, 'connected', now(), now())`,
    [channel.workspaceId, id, channel.clientId, channel.handle],
  );
  return id;
}
