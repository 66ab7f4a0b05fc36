import { z } from 'zod';
import type { Cut } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import { isWallTime, type WallTime } from '#words/zone.ts';

export { canAsk } from './policy.ts';

export const MODES = ['none', 'optional', 'required'] as const;
/** none: nobody is asked. optional: asked, nothing waits for it. required: nothing leaves without a yes. */
export type Mode = (typeof MODES)[number];

/** What was agreed with a client; `minutes` a post may move, either way, without asking again. */
export interface Agreement {
  mode: Mode;
  minutes: number;
}
export const agreementSchema = z.object({ mode: z.enum(MODES), minutes: z.coerce.number().int().min(0).max(1440) });

export const VERDICTS = ['yes', 'change', 'no', 'hour'] as const;
/** `hour`: the content is right, at another hour. */
export type Verdict = (typeof VERDICTS)[number];
export type Kind = 'link' | 'handed' | 'declared';
export type Turn = 'client' | 'us' | 'done';

/** A picture or film as shown; `source` is the SHA-256 of the file every derivative is made from. */
export interface ShownMedia {
  id: Id;
  source: string;
  /** The part of it that is shown, in whole pixels; null: all of it. */
  crop: Cut | null;
  alt: string;
}

export interface ShownSegment {
  title: string;
  text: string;
  media: ShownMedia[];
  /** What is shown under its link; left out where nothing is. */
  card?: { url: string; title: string; description: string; picture: Id | null };
}

/** What leaves by one account: one segment, or those of a thread. */
export interface ShownChannel {
  channel: Id;
  network: string;
  segments: ShownSegment[];
}

/** The minute it is planned for, and how far it may move. */
export interface Window {
  plannedAt: Date;
  minutes: number;
}

/** One post as the client is shown it. */
export interface Asked extends Window {
  postId: Id;
  requestId: Id;
  clientId: Id;
  name: string;
  content: ShownChannel[];
  fingerprint: string;
  rendering: string;
  wall: WallTime;
  zone: string;
  round: number;
  turn: Turn;
  since: Date;
}

export interface Answer extends Window {
  postId: Id;
  requestId: Id;
  n: number;
  verdict: Verdict;
  kind: Kind;
  who: string;
  declaredBy: string | null;
  note: string;
  proposedWall: WallTime | null;
  fingerprint: string;
  rendering: string;
  zone: string;
  content: ShownChannel[];
  round: number;
  answeredAt: Date;
}

export interface Request {
  id: Id;
  clientId: Id;
  addressee: string;
  hasLink: boolean;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date;
  revokedAt: Date | null;
  sentAt: Date | null;
}

export const NOTE_CHARACTERS = 1_000;
const note = z.string().trim().max(NOTE_CHARACTERS).default('');

/** What the form of one post sends; the fingerprint says which version was on the page. */
export const answerSchema = z
  .object({
    post: z.string(),
    print: z.string().regex(/^[0-9a-f]{64}$/),
    verdict: z.enum(VERDICTS),
    note,
    about: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.enum(['text', 'image', 'price', 'date'])).max(4)),
    day: z.string().max(10).default(''),
    hour: z.string().max(8).default(''),
  })
  .refine((form) => form.verdict !== 'change' || form.note !== '' || form.about.length > 0, { path: ['note'] })
  .refine((form) => form.verdict !== 'hour' || isWallTime(`${form.day}T${form.hour}`), { path: ['hour'] });
export type AnswerForm = z.infer<typeof answerSchema>;

export const nameSchema = z.object({ name: z.string().trim().min(2).max(80) });

/** The first four signs say which version it is; the whole is on the receipt. */
export const shortPrint = (print: string): string => print.slice(0, 4);
