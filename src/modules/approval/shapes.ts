import { z } from 'zod';
import type { Cut } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import { isWallTime, type WallTime } from '#words/zone.ts';

export { canAsk, canPropose } from './policy.ts';

export const MODES = ['none', 'optional', 'required', 'two_levels'] as const;
/**
 * none: nobody is asked. optional: asked, nothing waits for it. required: nothing leaves without a yes. two_levels: nor before a manager read
 * it, and only then is the client shown it.
 */
export type Mode = (typeof MODES)[number];
export const waitsForYes = (mode: Mode): boolean => mode === 'required' || mode === 'two_levels';

export const SILENCES = ['hold', 'publish', 'again'] as const;
/** What no answer means after the hours agreed: nothing; a tacit yes; one more message. */
export type Silence = (typeof SILENCES)[number];

/** What was agreed with a client. */
export interface Agreement {
  mode: Mode;
  /** A post may move so far, either way, without asking again. */
  minutes: number;
  silence: Silence;
  silenceHours: number;
  /** Hours after the message left at which the client is reminded, in order. */
  remindHours: readonly number[];
}
export const NOTHING_AGREED: Agreement = { mode: 'none', minutes: 0, silence: 'hold', silenceHours: 72, remindHours: [24, 48] };

/** Hours after the message left at which silence is a yes, as agreed; null where it never is. */
export const tacitAfter = ({ mode, silence, silenceHours }: Pick<Agreement, 'mode' | 'silence' | 'silenceHours'>): number | null =>
  silence === 'publish' && (mode === 'required' || mode === 'two_levels') ? silenceHours : null;

const MOST_HOURS = 720;
/** « 24, 48 »: as it is written in the form. */
const reminders = z
  .string()
  .default('')
  .transform((text) =>
    [
      ...new Set(
        text
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map(Number),
      ),
    ].sort((a, b) => a - b),
  )
  .refine((hours) => hours.length <= 5 && hours.every((hour) => Number.isInteger(hour) && hour >= 1 && hour <= MOST_HOURS));
export const agreementSchema = z.object({
  mode: z.enum(MODES),
  minutes: z.coerce.number().int().min(0).max(1440),
  silence: z.enum(SILENCES).default('hold'),
  silenceHours: z.coerce.number().int().min(1).max(MOST_HOURS).default(72),
  remindHours: reminders,
});

export const VERDICTS = ['yes', 'change', 'no', 'hour'] as const;
/** `hour`: the content is right, at another hour. */
export type Verdict = (typeof VERDICTS)[number];
/** How it reached us: by a link mailed to a verified address; by a link handed over; said by a member; by silence, as agreed. */
export type Kind = 'link' | 'handed' | 'declared' | 'tacit';
/** `inside`: a manager reads it before the client does. */
export type Turn = 'inside' | 'client' | 'us' | 'done';
/** `online`: it went out without their yes; nobody is waited for any more. */
export type TurnNow = Turn | 'online';
/** What is online waits for nobody; what the client says of it since is still told to us. @param online since when it is, if it is */
export const turnNow = ({ turn, since }: { turn: Turn; since: Date }, online: Date | undefined): TurnNow =>
  turn === 'done' || !online || (turn === 'us' && since >= online) ? turn : 'online';
/** Whether the client may see it: what is read inside, or was sent back from there before they did, is not theirs yet. */
export const isShown = (turn: Turn, answers: number): boolean => turn !== 'inside' && (turn !== 'us' || answers > 0);

/** A yes that counts no more: what it was said of was changed since, or somebody said something else. Newest first. */
export function isSpent(turn: Turn, answers: readonly { verdict: Verdict }[], index: number): boolean {
  if (answers[index]?.verdict !== 'yes') return false;
  // Stopped by a manager, it counts again once they let it.
  if (turn === 'us') return index > 0;
  return turn !== 'done' || answers.findIndex(({ verdict }) => verdict === 'yes') !== index;
}

/** What a manager said of a version, the first of two levels. */
export interface Review {
  n: number;
  verdict: 'yes' | 'change';
  note: string;
  who: string;
  rendering: string;
  at: Date;
}

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
  /** How long it was with each before the turn that runs. In seconds. */
  clientSeconds: number;
  usSeconds: number;
}

/** A place in a picture, in thousandths of its width and height from the top left corner. */
export interface Point {
  media: Id;
  x: number;
  y: number;
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
  /** Where in a picture. */
  point: Point | null;
  proposedWall: WallTime | null;
  fingerprint: string;
  rendering: string;
  zone: string;
  content: ShownChannel[];
  round: number;
  /** Of a tacit yes: so many hours of silence, as agreed. */
  silenceHours: number | null;
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
  /** When it left, as far as is known. */
  sentAt: Date | null;
  /** Nobody said that it was sent: an answer by it, at that hour, shows that it was. */
  reached: boolean;
  /** Reminders said or sent since it left. */
  reminded: number;
  /** Palabre mails it itself, reminders too. */
  byMail: boolean;
  /** A letter waits to leave since. */
  mailWishedAt: Date | null;
  /** A code told apart is asked at its door. */
  asksCode: boolean;
}

/** Where a client reads mail. */
export interface Contact {
  name: string;
  email: string;
  mailedAt: Date | null;
  verifiedAt: Date | null;
}
export const contactSchema = z.object({ name: z.string().trim().min(2).max(80), email: z.email().max(254) });

export const NOTE_CHARACTERS = 1_000;
const note = z.string().trim().max(NOTE_CHARACTERS).default('');

/** « media x y », as a form carries it; '' for none. */
const pointSchema = z
  .string()
  .regex(/^$|^[0-9a-f-]{36} \d{1,4} \d{1,4}$/)
  .default('')
  .transform((said): Point | null => {
    const [media = '', x, y] = said.split(' ');
    return media === '' ? null : { media, x: Math.min(1_000, Number(x)), y: Math.min(1_000, Number(y)) };
  });

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
    point: pointSchema,
  })
  .refine((form) => form.verdict !== 'change' || form.note !== '' || form.about.length > 0 || form.point !== null, { path: ['note'] })
  .refine((form) => form.verdict !== 'hour' || isWallTime(`${form.day}T${form.hour}`), { path: ['hour'] });
export type AnswerForm = z.infer<typeof answerSchema>;

/** Said aloud or written apart: letters and figures. */
export const codeSchema = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N} ]{4,20}$/u),
});

export const nameSchema = z.object({ name: z.string().trim().min(2).max(80) });

/** The first four signs say which version it is; the whole is on the receipt. */
export const shortPrint = (print: string): string => print.slice(0, 4);

const HOUR_MS = 3_600_000;
/** Reminders whose hour has come, of a message that left; 0 while it has not. */
export const remindersDue = ({ sentAt }: Pick<Request, 'sentAt'>, hours: readonly number[], now: Date): number =>
  sentAt === null ? 0 : hours.filter((hour) => sentAt.getTime() + hour * HOUR_MS <= now.getTime()).length;

/** In bytes; a voice note of some minutes, a screenshot. */
export const EVIDENCE_BYTES = 3 * 1024 * 1024;
