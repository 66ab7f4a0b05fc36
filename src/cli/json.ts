import type { ChannelView } from '#modules/channels/shapes';
import type { PublicationView } from '#modules/publishing/shapes';

/** What --json shows of a channel and of a publication: the names the REST API uses, snake_case, instants in UTC. */

export const channelJson = (channel: ChannelView) => ({
  id: channel.id,
  client: channel.clientId,
  network: channel.network,
  name: channel.name,
  address: channel.address,
  identity: {
    id: channel.networkUserId,
    handle: channel.handle,
    display_name: channel.displayName,
    profile_url: channel.profileUrl,
  },
  once_class: channel.onceClass,
  health: {
    state: channel.state,
    problem: channel.problem?.code ?? null,
    checked_at: channel.identityAt.toISOString(),
    last_success_at: channel.lastSuccessAt?.toISOString() ?? null,
  },
});

export const publicationJson = (publication: PublicationView) => ({
  id: publication.id,
  post: publication.postId,
  client: publication.clientId,
  channel: publication.channelId,
  network: publication.network,
  state: publication.state,
  flag: publication.flag,
  reason: publication.reason,
  text: publication.text,
  position: publication.position,
  not_before: publication.notBefore.toISOString(),
  published_at: publication.publishedAt?.toISOString() ?? null,
  remote_id: publication.remoteId,
  remote_url: publication.remoteUrl,
});
