/** What an instance told about itself; kept with the channel, read by rules and verbs alike. */
export interface InstanceFacts {
  /** From nodeinfo: `mastodon`, `gotosocial`, `snac`…; '' when the server does not say. */
  software: string;
  version: string;
  /** The domain of handles, which may differ from the host of the API. */
  domain: string;
  maxCharacters: number;
  reservedPerUrl: number;
  maxMedia: number;
  imageBytes: number | null;
  videoBytes: number | null;
  /** ISO instant of the reading. */
  readAt: string;
}

/** Mastodon's own defaults (docs.joinmastodon.org/user/posting, November 2026), used where an instance says nothing. */
const DEFAULTS = { maxCharacters: 500, reservedPerUrl: 23, maxMedia: 4 } as const;

export function limitsOf(facts: Readonly<Record<string, unknown>>): Omit<InstanceFacts, 'readAt'> {
  const text = (name: string): string => (typeof facts[name] === 'string' ? facts[name] : '');
  const number = (name: string): number | null => (typeof facts[name] === 'number' && facts[name] > 0 ? facts[name] : null);
  return {
    software: text('software'),
    version: text('version'),
    domain: text('domain'),
    maxCharacters: number('maxCharacters') ?? DEFAULTS.maxCharacters,
    reservedPerUrl: number('reservedPerUrl') ?? DEFAULTS.reservedPerUrl,
    maxMedia: number('maxMedia') ?? DEFAULTS.maxMedia,
    imageBytes: number('imageBytes'),
    videoBytes: number('videoBytes'),
  };
}

/**
 * True for a Mastodon whose Idempotency-Key holds for simultaneous requests too. The lock came with
 * github.com/mastodon/mastodon/pull/37879 (16 February 2026); the changelog of the 4.5 line, up to 4.5.9, does not have it.
 * Everything before 4.6.0, pre-releases included, is looked up instead.
 */
export function hasKeyLock(facts: Readonly<Record<string, unknown>>): boolean {
  const { software, version } = limitsOf(facts);
  const parts = /^(\d+)\.(\d+)\.\d+(?![-\d])/.exec(version);
  if (software !== 'mastodon' || !parts) return false;
  const [major, minor] = [Number(parts[1]), Number(parts[2])];
  return major > 4 || (major === 4 && minor >= 6);
}
