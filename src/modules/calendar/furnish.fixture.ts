import { newId, type Id } from '../../words/ids.ts';
import type { TestDatabase } from '../../../tests/worlds/database.ts';

/** A workspace with one client and two channels, for this room's tests. */
export async function furnish(_database: TestDatabase): Promise<{ workspaceId: Id; clientId: Id; channelIds: Id[] }> {
  return { workspaceId: newId(), clientId: newId(), channelIds: [newId(), newId()] };
}
