import { json, type Exchange, type Routes } from '../exchange.ts';

/** What a server says of itself. Mastodon: nodeinfo `mastodon` and both instance documents; the lookalike answers as snac does. */
export interface Software {
  name: 'mastodon' | 'lookalike';
  nodeinfo: { name: string; version: string };
  /** Whether it keeps Idempotency-Key (class K) or ignores it (class L). */
  keepsKeys: boolean;
  maxCharacters: number;
  maxMedia: number;
}

export const MASTODON: Software = {
  name: 'mastodon',
  nodeinfo: { name: 'mastodon', version: '4.6.3' },
  keepsKeys: true,
  maxCharacters: 500,
  maxMedia: 4,
};

export const LOOKALIKE: Software = {
  name: 'lookalike',
  nodeinfo: { name: 'snac', version: '2.75' },
  keepsKeys: false,
  maxCharacters: 5000,
  maxMedia: 4,
};

const MIME_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'video/mp4', 'video/webm'];

export function instanceRoutes(software: Software): Routes {
  const statuses = { max_characters: software.maxCharacters, max_media_attachments: software.maxMedia, characters_reserved_per_url: 23 };
  const media = {
    supported_mime_types: MIME_TYPES,
    image_size_limit: 16_777_216,
    image_matrix_limit: 33_177_600,
    video_size_limit: 103_809_024,
  };
  const configuration = { statuses, media_attachments: media, accounts: { max_featured_tags: 10 } };
  const host = (exchange: Exchange): string => exchange.url.host;

  const routes: Routes = {
    'GET /.well-known/nodeinfo': (exchange) =>
      json(200, { links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: `${exchange.origin}/nodeinfo/2.0` }] }),
    'GET /nodeinfo/2.0': () =>
      json(200, {
        version: '2.0',
        software: software.nodeinfo,
        protocols: ['activitypub'],
        services: { inbound: [], outbound: [] },
        usage: { users: { total: 2 } },
        openRegistrations: false,
        metadata: {},
      }),
    'GET /api/v1/instance': (exchange) =>
      json(200, {
        uri: host(exchange),
        title: `Fakenet ${software.name}`,
        version: software.keepsKeys
          ? software.nodeinfo.version
          : `4.0.0 (not true Mastodon; ${software.nodeinfo.name}/${software.nodeinfo.version})`,
        configuration,
      }),
  };
  if (software.keepsKeys)
    routes['GET /api/v2/instance'] = (exchange) =>
      json(200, {
        domain: host(exchange),
        title: 'Fakenet mastodon',
        version: software.nodeinfo.version,
        source_url: 'https://github.com/mastodon/mastodon',
        languages: ['fr'],
        configuration,
        api_versions: { mastodon: 7 },
      });
  return routes;
}
