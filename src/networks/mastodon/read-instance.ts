import type { Outside } from '../contract.ts';
import { jsonOf } from '../evidence.ts';
import type { InstanceFacts } from './limits.ts';

interface V2 {
  domain?: string;
  version?: string;
  configuration?: {
    statuses?: { max_characters?: number; max_media_attachments?: number; characters_reserved_per_url?: number };
    media_attachments?: { image_size_limit?: number; video_size_limit?: number };
  };
}
type V1 = V2 & { uri?: string; max_toot_chars?: number };

/** What the server is and how much it takes: /api/v2/instance, v1 where that is missing (snac), nodeinfo for its true name. */
export async function readInstance(outside: Outside, base: string, signal: AbortSignal): Promise<InstanceFacts | null> {
  const get = (path: string) =>
    outside.http.send({ method: 'GET', url: `${base}${path}`, signal, follow: 2, headers: { accept: 'application/json' } });
  const second = await get('/api/v2/instance');
  const modern = second.kind === 'answer' && second.status === 200 ? jsonOf<V2>(second) : null;
  const first = modern ? null : await get('/api/v1/instance');
  const old = first?.kind === 'answer' && first.status === 200 ? jsonOf<V1>(first) : null;
  const told = modern ?? old;
  if (!told) return null;

  const { software, version } = await readNodeinfo(outside, base, signal);
  const { statuses, media_attachments: media } = told.configuration ?? {};
  return {
    software,
    version: version || told.version || '',
    domain: modern?.domain ?? hostOf(old?.uri) ?? new URL(base).host,
    maxCharacters: statuses?.max_characters ?? old?.max_toot_chars ?? 500,
    reservedPerUrl: statuses?.characters_reserved_per_url ?? 23,
    maxMedia: statuses?.max_media_attachments ?? 4,
    imageBytes: media?.image_size_limit ?? null,
    videoBytes: media?.video_size_limit ?? null,
    readAt: outside.now().toISOString(),
  };
}

const hostOf = (uri: string | undefined): string | null => (uri ? uri.replace(/^https?:\/\//, '').replace(/\/.*$/, '') : null);

async function readNodeinfo(outside: Outside, base: string, signal: AbortSignal): Promise<{ software: string; version: string }> {
  const nothing = { software: '', version: '' };
  const get = async <T>(url: string): Promise<T | null> => {
    const result = await outside.http.send({ method: 'GET', url, signal, follow: 2, headers: { accept: 'application/json' } });
    return result.kind === 'answer' && result.status === 200 ? jsonOf<T>(result) : null;
  };
  const index = await get<{ links?: { rel?: string; href?: string }[] }>(`${base}/.well-known/nodeinfo`);
  const href = index?.links?.findLast?.((link) => link.rel?.includes('nodeinfo'))?.href;
  // A document on another host would let one server speak for another.
  if (!href || !URL.canParse(href, base) || new URL(href, base).host !== new URL(base).host) return nothing;
  const document = await get<{ software?: { name?: string; version?: string } }>(new URL(href, base).href);
  return { software: (document?.software?.name ?? '').toLowerCase(), version: document?.software?.version ?? '' };
}
