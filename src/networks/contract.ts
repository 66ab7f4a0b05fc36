import type { Http } from '#plumbing/http';
import type { Cut, Ratio } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import type { Connection } from './connecting.ts';
import type { Identity, Line } from './line.ts';

export * from './line.ts';
export type * from './connecting.ts';
export type * from './messenger.ts';

/**
 * What a network lets effectively-once hang on (docs/publishing.md):
 * K a key the server replays the answer for, R a record id we choose, C an invisible container then one publish call,
 * L our own recent posts can be listed and matched, N nothing; H a person posts there by hand, and says so: nothing is ever sent.
 */
export const ONCE_CLASSES = ['K', 'R', 'C', 'L', 'N', 'H'] as const;
export type OnceClass = (typeof ONCE_CLASSES)[number];
/** Those on which a machine sends. */
export type SentClass = Exclude<OnceClass, 'H'>;

/** A picture or film as frozen with the publication: the bytes are found again by media id, checked by hash. */
export interface FrozenMedia {
  mediaId: Id;
  sha256: string;
  mime: string;
  bytes: number;
  width: number;
  height: number;
  alt: string;
  /** Where a part of a picture was frozen: the hash of the whole one, and which part in whole pixels of it. Networks need not look. */
  cut?: Cut & { of: string };
}

/** What goes out, frozen when the publication is armed: the same bytes at each repeat. */
export interface Payload {
  text: string;
  /** Own site and WordPress; other networks ignore it. */
  title: string;
  /** BCP 47, `fr`. */
  language: string;
  media: readonly FrozenMedia[];
  /** What is shown under a link of the text; read while composing, never while sending. */
  card?: LinkCard;
  /** By hand only: what the same person posts under it, the rest of a thread or a first comment; elsewhere these are publications too. */
  after?: readonly string[];
}

export interface LinkCard {
  url: string;
  title: string;
  description: string;
  thumb: FrozenMedia | null;
}

/** A segment already out that this one answers to (threads): its id on the network and what the network needs to answer it. */
export interface Anchor {
  remoteId: string;
  remoteUrl: string | null;
  extra: Readonly<Record<string, unknown>>;
}

/** One publication on its way out. Key, record id, slug and marker all derive from `opId`. */
export interface Order {
  /** UUIDv7 chosen when the publication was made; never changes. */
  opId: Id;
  payload: Payload;
  /** Frozen creation time written into the record where a network wants one (Bluesky `createdAt`). */
  createdAt: Date;
  /** What `prepare` left behind: container or draft id, uploaded media ids. Empty before, and again once it has ended. */
  prepared: Readonly<Record<string, unknown>>;
  root: Anchor | null;
  parent: Anchor | null;
  /** When the first call that may have published was intended: look-ups list from two minutes before. */
  firstIntentAt: Date | null;
  /**
   * Ids on this channel that already belong to other publications. A look that matches by words passes them over. One that reads under an id
   * of ours says what is there all the same: publishing then sees the conflict and asks a person, where "absent" would send again.
   */
  taken?: readonly string[];
}

/**
 * The answer to one mutating call.
 * `refused` only when it is certain that nothing happened: no byte written, or a code this network documents as without effect.
 * Everything a network's table does not list is `unclear`.
 */
export type Verdict =
  | { kind: 'published'; remoteId: string; remoteUrl: string | null; extra?: Record<string, unknown>; evidence: Evidence }
  | { kind: 'refused'; code: RefusalCode; retryAt?: Date; evidence: Evidence }
  | { kind: 'unclear'; code: string; evidence: Evidence };

/** The answer to a preparing call (upload, draft): invisible, so a lost answer is simply prepared again by the network's own rule. */
export type Preparation =
  | { kind: 'ready'; prepared: Record<string, unknown>; expiresAt?: Date; evidence: Evidence }
  | { kind: 'processing'; prepared: Record<string, unknown>; lookAgainAt: Date; evidence: Evidence }
  | { kind: 'refused'; code: RefusalCode; retryAt?: Date; evidence: Evidence }
  | { kind: 'unclear'; code: string; evidence: Evidence };

/** The answer to a look: `absent` only when the list that was read reaches back before the first intent. */
export type Finding =
  | { kind: 'found'; remoteId: string; remoteUrl: string | null; extra?: Record<string, unknown>; evidence: Evidence }
  | { kind: 'absent'; evidence: Evidence }
  | { kind: 'unreadable'; code: string; evidence: Evidence };

/** Documented refusals, in words the interface translates (`network_refusal_<code>`), each with what to do. */
export type RefusalCode =
  | 'not_sent' // no request byte was written: resolution, connection or TLS failed
  | 'rate_limited'
  | 'text_too_long'
  | 'text_empty'
  | 'media_refused'
  | 'media_too_large'
  | 'media_not_ready'
  | 'media_gone' // swept before the post named them: prepared again from nothing
  | 'token_dead'
  | 'session_expired' // renewed already: the next attempt finds it ready
  | 'no_permission'
  | 'account_blocked'
  | 'parent_gone'
  | 'draft_gone' // somebody deleted what was prepared
  | 'invalid_request'
  | 'address_refused' // the egress guard said no
  | 'endpoint_gone';

/** Refusals that pass by themselves; the others need a person. */
export const PASSING_REFUSALS: ReadonlySet<RefusalCode> = new Set([
  'not_sent',
  'rate_limited',
  'media_not_ready',
  'media_gone',
  'session_expired',
]);

/** What was seen, kept forever beside the publication; excerpts are redacted and at most 500 characters. */
export interface Evidence {
  endpoint: string;
  status: number | null;
  code: string;
  excerpt: string;
  /** Whether at least one byte of the request was written to a connection. */
  bytesWritten: boolean;
}

/** Reads the bytes of frozen media; given by the worker, so that networks know neither disk nor database. */
export type ReadMedia = (media: FrozenMedia) => Promise<Uint8Array>;

export interface Call {
  line: Line;
  /** Aborts before the lease ends. */
  signal: AbortSignal;
}

export type WhoAmI =
  | { kind: 'known'; identity: Identity }
  | { kind: 'refused'; code: string; excerpt: string }
  | { kind: 'unreadable'; code: string; excerpt: string };

/** What a network module is given of the world. */
export interface Outside {
  http: Http;
  now(): Date;
}

export interface Network {
  readonly name: NetworkName;
  /** How a person connects an account; null where channels are made otherwise (own site). */
  readonly connection: Connection | null;
  /** What this line really is: a Mastodon is K, its lookalikes are L. */
  onceClass(line: Pick<Line, 'address' | 'facts'>): OnceClass;
  /** Milliseconds a mutating call may take. */
  readonly timeoutMs: number;
  /** Quiet period before absence counts: client timeout + latest late application + list lag + margin (docs/publishing.md). */
  readonly quietMs: number;
  /** How long the server replays an answer for our key; Infinity where the record id is ours. Only K and R. */
  readonly keyLifeMs: number;
  /** True when the payload needs `prepare` before `publish` (media to upload, a draft to make). */
  needsPreparation(line: Line, payload: Payload): boolean;
  /** Reads only. `refused` is certain: the secret opens nothing any more. */
  whoAmI(call: Call): Promise<WhoAmI>;
  prepare(call: Call, order: Order, readMedia: ReadMedia): Promise<Preparation>;
  /** Exactly one mutating request. */
  publish(call: Call, order: Order): Promise<Verdict>;
  /** Reads only. N networks answer `unreadable` with code `no_lookup`. */
  look(call: Call, order: Order): Promise<Finding>;
  /** Reads only: is what we published still there? */
  isLive(call: Call, remoteId: string): Promise<'live' | 'gone' | 'unknown'>;
}

/** Those Palabre has a telephone for. */
export const SPOKEN_NAMES = ['site', 'wordpress', 'mastodon', 'bluesky', 'webhook'] as const;
/** Those it only counts for: a person posts there (places.ts). */
const COUNTED_NAMES = [
  'facebook',
  'instagram',
  'whatsapp',
  'tiktok',
  'x',
  'linkedin',
  'threads',
  'youtube',
  'telegram',
  'pinterest',
  'discord',
  'reddit',
  'google',
] as const;
export const NETWORK_NAMES = [...SPOKEN_NAMES, ...COUNTED_NAMES] as const;
export type NetworkName = (typeof NETWORK_NAMES)[number];

/** Every network this Palabre speaks; filled in src/wiring/networks.ts. */
export type Networks = ReadonlyMap<NetworkName, Network>;

/** A missing network is an accident: names come from our own rows and routes. */
export function networkOf(networks: Networks, name: NetworkName): Network {
  const network = networks.get(name);
  if (!network) throw new Error(`network ${name} is not wired`);
  return network;
}

/** A finding of a rules file, for composer and preflight alike: `block` stops this variant, `advice` does not. */
export interface Check {
  level: 'block' | 'advice';
  /** Stable; the catalogue holds `check_<code>`. */
  code: string;
  details?: Record<string, string | number>;
}

/** What each `networks/<n>/rules.ts` exports as `rules`; pure and safe in the browser. */
export interface Rules {
  /** The length as this network counts it, and the limit that applies to this account (null: none). */
  count(text: string, facts: Readonly<Record<string, unknown>>): { used: number; limit: number | null };
  /** Splits nothing, blocks nothing while typing: says what would stop this variant from leaving, and what is advisable. */
  check(
    variant: {
      text: string;
      title: string;
      thread: readonly string[];
      media: readonly Pick<FrozenMedia, 'mime' | 'bytes' | 'width' | 'height' | 'alt'>[];
    },
    facts: Readonly<Record<string, unknown>>,
  ): Check[];
  /** Cuts a long text into segments that each fit, at paragraphs, sentences or words; one segment where threads are not known. */
  split(text: string, facts: Readonly<Record<string, unknown>>): string[];
  /** Ratios a picture is cut to here, the one that shows best first; `original` where any is shown whole. Left out: all of them. */
  ratios?(facts: Readonly<Record<string, unknown>>): readonly Ratio[] | undefined;
  /** How many texts may follow the first: none, one as a first comment, any number where threads are known. */
  mayFollow(facts: Readonly<Record<string, unknown>>): number;
  readonly titles: boolean;
  /** Someone's handle as a text of this network names them; null when it cannot be one. Missing: people are named in plain words. */
  mention?(handle: string): string | null;
  /** The address whose card this network shows when it is given one; missing: it reads pages by itself, or shows none. */
  card?(text: string): string | null;
  /** What its readers see before they open a post; missing: an article, or nothing that is looked at. */
  shown?(facts: Readonly<Record<string, unknown>>): Shown | undefined;
}

/**
 * How a place folds and lays out what is posted there. Networks seldom document it, and change it: each says beside `shown` where its
 * values come from and when, or that they were observed and are to be confirmed.
 */
export interface Shown {
  /** Lines a text may have without being folded, how many are left when it is, and how many signs one holds (60 where left out). */
  lines?: { most: number; left: number; wide?: number };
  /** UTF-16 units a text may have without being folded to as many. Neither of both: never folded. */
  signs?: number;
  /** Below the words from edge to edge where left out, or set in; between the name and the words; above all; behind the words, on a whole screen. */
  pictures?: 'inset' | 'above' | 'first' | 'behind';
  /** What is said stands in a bubble. */
  bubble?: true;
  /** Width over height of one picture alone: none is shown taller than this, nor wider. */
  tallest: number;
  widest?: number;
  /** Width over height of what two, three or four pictures fill together, cut to it; left out: one is seen at a time. */
  together?: { 2: number; 3: number; 4: number };
}
