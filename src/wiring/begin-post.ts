import { savePost, type SavedPost } from '#modules/calendar';
import { listChannels } from '#modules/channels';
import { readClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';

/** A new draft for a client, on its way by every account of theirs that is connected. */
export async function beginPost(ctx: Ctx, clientId: Id, content: { text?: string; mediaIds?: Id[] } = {}): Promise<SavedPost> {
  await readClient(ctx, clientId);
  const channels = (await listChannels(ctx, { clientId })).filter((channel) => channel.state === 'connected');
  const variants = channels.map((channel) => ({ channelId: channel.id, text: null, title: null, thread: [], mediaIds: null }));
  return savePost(ctx, { clientId, title: '', text: '', variants, ...content });
}
