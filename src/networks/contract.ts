import type { Http } from '#plumbing/http';
import type { Id } from '#words/ids.ts';

/**
 * What a network lets effectively-once hang on (docs/publishing.md):
 * K a key the server replays the answer for, R a record id we choose, C an invisible container then one publish call,
 * L our own recent posts can be listed and matched, N nothing.
 */
export type OnceClass = 'K' | 'R' | 'C' | 'L' | 'N';

/** One connected account, as a network module needs it to speak. Secrets are in clear here and nowhere else. */
export interface Line {
  channelId: Id;
  workspaceId: Id;
  /** Base URL of the instance, site, PDS or receiver; '' for the own site. */
  address: string;
  /** The account's own id on the network; null until the first `whoAmI`. */
  networkUserId: string | null;
  /** What the form collected, in clear: `{ token }`, `{ user, password }`, `{ secret }`. */
  secret: Readonly<Record<string, string>>;
  /** What the network told us at connection: limits, software, class, rest root. Plain JSON, never secret. */
  facts: Readonly<Record<string, unknown>>;
  /** Where a network that works with short sessions keeps the current one. */
  session: SessionKeeper;
}

/** Short-lived tokens a network renews by itself (Bluesky); sealed wherever they rest. */
export type Session = Readonly<Record<string, string>>;

/**
 * Keeps the one current session of a channel. Renewing is done by one process at a time, because a refresh token used twice
 * can cost the account its connection.
 */
export interface SessionKeeper {
  read(): Promise<Session | null>;
  /**
   * Replaces `seen` by what `make` brings. When another process has replaced it meanwhile, that newer session is given and
   * `make` is not called. `make` answers null when the network refused; the old session is then kept.
   */
  renew(seen: Session | null, make: (current: Session | null) => Promise<Session | null>): Promise<Session | null>;
}

export interface Identity {
  networkUserId: string;
  /** `@awa@mastodon.social`, `awa.bsky.social`, `editrice`: shown to people. */
  handle: string;
  displayName: string;
  profileUrl: string | null;
  /** Refreshed facts of the line (limits, software, class). */
  facts: Record<string, unknown>;
}

/** A picture or film as frozen with the publication: the bytes are found again by media id, checked by hash. */
export interface FrozenMedia {
  mediaId: Id;
  sha256: string;
  mime: string;
  bytes: number;
  width: number;
  height: number;
  alt: string;
}

/** What goes out, frozen when the publication is armed: the same bytes at each repeat. */
export interface Payload {
  text: string;
  /** Own site and WordPress; other networks ignore it. */
  title: string;
  /** BCP 47, `fr`. */
  language: string;
  media: readonly FrozenMedia[];
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

/** A session of no channel yet: while connecting, and for networks that have none. */
export function sessionInMemory(first: Session | null = null): SessionKeeper {
  let current = first;
  return {
    read: async () => current,
    renew: async (_seen, make) => {
      const made = await make(current);
      current = made ?? current;
      return made;
    },
  };
}

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

/** One field of the connection form; the catalogue holds `network_<network>_<field>` and `network_<network>_<field>_help`. */
export interface ConnectField {
  name: string;
  kind: 'text' | 'address' | 'secret';
  optional?: true;
}

/** What connecting brings: everything a channel row and its sealed secret need. */
export interface Connected {
  kind: 'connected';
  address: string;
  secret: Readonly<Record<string, string>>;
  session: Session | null;
  identity: Identity;
  /** What to call the channel when the person did not say; the handle when absent. */
  suggestedName?: string;
}

/** A connection that could not be made; the catalogue holds `refusal_connect_<code>`: what happened and what to do. */
export interface NotConnected {
  kind: 'refused';
  code: string;
  /** The form field it is about. */
  field?: string;
  details?: Record<string, string | number>;
}

export interface Connection {
  readonly fields: readonly ConnectField[];
  connect(form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Connected | NotConnected>;
  /** Where the person can say yes on the network itself; null elsewhere. */
  readonly authorization: Authorization | null;
}

/** Client id and secret under which Palabre is known on one host, for one workspace; sealed at rest. */
export type RegisteredApp = Readonly<Record<string, string>>;

export interface Authorization {
  /** The fields of the form it needs; the others stay empty. */
  readonly fields: readonly string[];
  /**
   * Finds the host, registers an application there when there is none, and says where to send the person.
   * @param state unguessable, comes back with the person
   * @param verifier PKCE secret (RFC 7636), kept on our side
   */
  start(
    asked: { form: Readonly<Record<string, string>>; redirectUri: string; state: string; verifier: string },
    appOf: (host: string) => Promise<RegisteredApp | null>,
    signal: AbortSignal,
  ): Promise<{ kind: 'go'; url: string; address: string; host: string; app: RegisteredApp } | NotConnected>;
  finish(
    asked: { address: string; redirectUri: string; code: string; verifier: string; app: RegisteredApp },
    signal: AbortSignal,
  ): Promise<Connected | NotConnected>;
}

export const NETWORK_NAMES = ['site', 'wordpress', 'mastodon', 'bluesky', 'webhook'] as const;
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
  readonly threads: boolean;
  readonly titles: boolean;
}
