import { z } from '@hono/zod-openapi';
import type { ChannelView } from '#modules/channels';
import { CHANNEL_STATES } from '#modules/channels/shapes';
import { NETWORK_NAMES, ONCE_CLASSES } from '#networks/contract';
import { id, instant } from './texts.ts';

export const channelSchema = z
  .object({
    id: id(),
    client: id(),
    network: z.enum(NETWORK_NAMES),
    name: z.string(),
    handle: z.string(),
    address: z.string(),
    profile_url: z.string().nullable(),
    state: z.enum(CHANNEL_STATES),
    class: z.enum(ONCE_CLASSES).openapi({
      description: 'What effectively-once hangs on there (docs/publishing.md). H: a person posts there by hand, and decides.',
    }),
    problem: z.string().nullable().openapi({ description: 'Code of what is wrong with it; null when nothing is.' }),
    last_success_at: instant().nullable(),
  })
  .openapi('Channel');

export const showChannel = (channel: ChannelView): z.infer<typeof channelSchema> => ({
  id: channel.id,
  client: channel.clientId,
  network: channel.network,
  name: channel.name,
  handle: channel.handle,
  address: channel.address,
  profile_url: channel.profileUrl,
  state: channel.state,
  class: channel.onceClass,
  problem: channel.problem?.code ?? null,
  last_success_at: channel.lastSuccessAt?.toISOString() ?? null,
});
