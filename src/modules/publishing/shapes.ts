import { z } from 'zod';
import type { NetworkName, OnceClass, Payload } from '#networks/contract';
import type { Id } from '#words/ids.ts';
import type { WallTime } from '#words/zone.ts';
import type { Flag, Label, Sign, State } from './states.ts';

export * from './states.ts';
export { STANDINGS, standingOf, statesOf, waitsForYou, type Standing, type StandingGroup } from './standing.ts';
export { TRANSITIONS, type Event, type Transition } from './transitions.ts';

/** What to do when the time has passed without sending: keep for a person, publish if within `minutes`, or give up. */
export interface Late {
  policy: 'hold' | 'publish' | 'drop';
  /** How late it may leave; after that it is held (or dropped). */
  minutes: number;
}
export const DEFAULT_LATE: Late = { policy: 'hold', minutes: 30 };
export const lateSchema = z.object({
  policy: z.enum(['hold', 'publish', 'drop']),
  minutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60),
});

/** When it goes out: what was typed, in which zone, and what that means. */
export interface When {
  wall: WallTime;
  zone: string;
  notBefore: Date;
  /** Default: `notBefore` + late minutes. */
  notAfter?: Date;
  late?: Late;
}

/** One channel of a post: its segments in order (one, unless it is a thread). */
export interface Outgoing {
  channelId: Id;
  network: NetworkName;
  onceClass: OnceClass;
  /** The account we expect to find at the other end; null until the channel knows. */
  networkUserId: string | null;
  segments: readonly Payload[];
}

/** What lists, calendar and API show of one publication. */
export interface PublicationView {
  id: Id;
  postId: Id;
  clientId: Id;
  channelId: Id;
  network: NetworkName;
  state: State;
  /** A person posts it by hand, on the network's own app (class H). */
  byHand: boolean;
  /** Grows by one at each change of state. */
  version: number;
  label: Label;
  sign: Sign;
  flag: Flag | null;
  /** Why it is held, failed or asks: the catalogue holds `publishing_reason_<code>`. */
  reason: string | null;
  text: string;
  /** 0 for the first segment of a thread. */
  position: number;
  notBefore: Date;
  notAfter: Date;
  wall: WallTime;
  zone: string;
  late: Late;
  /** WAITING and UNCERTAIN: when the machine tries or looks next. */
  nextAt: Date | null;
  remoteId: string | null;
  remoteUrl: string | null;
  publishedAt: Date | null;
  seenLiveAt: Date | null;
  removedAt: Date | null;
  /** A cancellation asked for while a request was on its way; asked again after the verdict. */
  cancelWished: boolean;
  replacesId: Id | null;
  replacedById: Id | null;
  /** A failure a person has seen and does not want tried again. */
  setAside: boolean;
}

/** One line of the ledger, oldest first. Codes have sentences `publishing_ledger_<what>` in the catalogue. */
export type LedgerLine = { at: Date } & (
  | {
      what: 'attempt';
      n: number;
      kind: AttemptKind;
      outcome: Outcome | null;
      code: string | null;
      status: number | null;
      excerpt: string | null;
      endpoint: string;
      answeredAt: Date | null;
      bytesWritten: boolean | null;
    }
  | {
      what: 'evidence';
      kind: EvidenceKind;
      shows: Shows;
      code: string | null;
      status: number | null;
      excerpt: string | null;
      remoteUrl: string | null;
    }
  | { what: 'decision'; decision: Choice; by: string; url: string | null; why: string | null }
  | { what: 'aside'; aside: boolean; by: string }
  | { what: 'change'; event: string; from: State; to: State; by: string; reason: string | null }
);

export interface PublicationLedger extends PublicationView {
  payload: Payload;
  onceClass: OnceClass;
  parentId: Id | null;
  quietUntil: Date | null;
  lines: LedgerLine[];
  /** What a person is told before deciding: true when something was seen that shows it is live. */
  seenOnline: boolean;
  /** Whether a fresh look is possible (every class but N). */
  canLook: boolean;
  lookWanted: boolean;
}

export type AttemptKind = 'prepare' | 'publish' | 'look' | 'verify';
/** How an attempt ended, said once; null when its sender died before it could say. */
export type Outcome =
  | 'published'
  | 'refused'
  | 'unclear'
  | 'not_sent'
  | 'ready'
  | 'processing'
  | 'found'
  | 'absent'
  | 'unreadable'
  | 'live'
  | 'gone'
  | 'unknown';
export type EvidenceKind = 'answer' | 'late_answer' | 'lookup' | 'crash' | 'restore' | 'person';
export type Shows = 'exists' | 'absent' | 'refused' | 'unclear' | 'unreadable';

/** A day: what is put off for longer is moved. */
export const MOST_MINUTES = 24 * 60;

export type Choice = 'published' | 'send' | 'drop' | 'not_yet';
export const decisionSchema = z
  .object({
    decision: z.enum(['published', 'send', 'drop']),
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).optional(),
    why: z.string().trim().max(500).optional(),
  })
  .refine((form) => form.decision !== 'published' || Boolean(form.url), { path: ['url'] });

/** The three answers for what is posted by hand, as the page sends them; `next` is where to go on. */
export const handAnswerSchema = z.object({
  id: z.uuid(),
  next: z.union([z.literal(''), z.uuid()]).default(''),
  decision: z.enum(['published', 'not_yet', 'drop']),
  url: z.string().trim().max(2_000).optional(),
  minutes: z.coerce.number().int().min(1).max(MOST_MINUTES).optional(),
});

/** What became of a wish to cancel or move: `late` were on their way already, and their wish is recorded. */
export interface CancelOutcome {
  cancelled: Id[];
  /** SENDING or UNCERTAIN: a wish, asked again after the verdict. */
  wished: Id[];
  /** Online already. */
  published: Id[];
}
