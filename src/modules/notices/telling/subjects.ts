import { z } from 'zod';
import type { Role } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { isZone } from '#words/zone-name.ts';

/** What a person may be told; the catalogue holds `told_subject_<name>` and `told_line_<name>`. */
export const SUBJECTS = [
  'decision',
  'to_post',
  'reminder',
  'connection',
  'change',
  'answer',
  'silence',
  'asked',
  'remark',
  'comment',
  'receiver',
  'week',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** By which it reaches them: a browser, a letter, their own bot. */
export const WAYS = ['push', 'mail', 'bot'] as const;
export type Way = (typeof WAYS)[number];

/** At once, once a day with the rest, or not at all. */
export const PACES = ['now', 'digest', 'never'] as const;
export type Pace = (typeof PACES)[number];

const MANAGERS: readonly Role[] = ['owner', 'manager'];
const CREW: readonly Role[] = ['owner', 'manager', 'creator'];

/** Whom it concerns, how it is told unless they say otherwise, and how else it may be. */
const OF: Record<Subject, { roles: readonly Role[]; usual: Pace; paces: readonly Pace[] }> = {
  decision: { roles: MANAGERS, usual: 'now', paces: PACES },
  to_post: { roles: CREW, usual: 'now', paces: PACES },
  // Asked for account by account, before an hour: the next morning would be too late.
  reminder: { roles: CREW, usual: 'now', paces: ['now', 'never'] },
  connection: { roles: MANAGERS, usual: 'now', paces: PACES },
  change: { roles: CREW, usual: 'now', paces: PACES },
  answer: { roles: CREW, usual: 'digest', paces: PACES },
  silence: { roles: MANAGERS, usual: 'digest', paces: PACES },
  asked: { roles: CREW, usual: 'now', paces: PACES },
  remark: { roles: CREW, usual: 'digest', paces: PACES },
  comment: { roles: MANAGERS, usual: 'digest', paces: PACES },
  receiver: { roles: MANAGERS, usual: 'now', paces: PACES },
  week: { roles: CREW, usual: 'never', paces: ['digest', 'never'] },
};

export const concerns = (subject: Subject, role: Role): boolean => OF[subject].roles.includes(role);
export const pacesOf = (subject: Subject): readonly Pace[] => OF[subject].paces;

export interface Wish {
  pace: Pace;
  /** Null: the usual ones. */
  ways: readonly Way[] | null;
}
export type Wishes = Readonly<Record<Subject, Wish>>;

/** What somebody chose, the usual where they chose nothing. */
export const wishesOf = (chosen: readonly ({ subject: string } & Wish)[]): Wishes =>
  Object.fromEntries(
    SUBJECTS.map((subject) => {
      const one = chosen.find((row) => row.subject === subject);
      return [subject, { pace: one?.pace ?? OF[subject].usual, ways: one?.ways ?? null }];
    }),
  ) as Record<Subject, Wish>;

/** What rings is told first where a person has it; what can wait is a letter. */
export function usualWays(pace: Pace, available: readonly Way[]): Way[] {
  const ringing = available.filter((way) => way !== 'mail');
  const letter = available.filter((way) => way === 'mail');
  const [first, then] = pace === 'now' ? [ringing, letter] : [letter, ringing];
  return first.length > 0 ? first : then;
}

/** By which ways it leaves: those chosen that are there, else the usual ones, so that nothing is lost with a telephone. */
export function waysFor({ pace, ways }: Wish, available: readonly Way[]): Way[] {
  const chosen = available.filter((way) => ways?.includes(way));
  return chosen.length > 0 ? chosen : usualWays(pace, available);
}

/** When a person may be disturbed; hours are `21:30`, by the clock of `zone`. */
export interface Habit {
  zone: string;
  /** Null, both: never quiet. */
  quietFrom: string | null;
  quietUntil: string | null;
  digestAt: string;
}
export const DIGEST_AT = '08:00';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const quiet = z.union([z.literal('').transform(() => null), clock]).default(null);
export const habitSchema = z
  .object({ zone: z.string().max(64).refine(isZone), quietFrom: quiet, quietUntil: quiet, digestAt: clock })
  .refine(
    ({ quietFrom, quietUntil }) => (quietFrom === null) === (quietUntil === null) && (quietFrom === null || quietFrom !== quietUntil),
    {
      path: ['quietUntil'],
    },
  );
/** What a browser gives (PushSubscription.toJSON): a public key of 65 bytes, a secret of 16. */
export const deviceSchema = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2000),
  p256dh: z.string().regex(/^B[\w-]{86}=?$/),
  auth: z.string().regex(/^[\w-]{22}(==)?$/),
});

export interface Device {
  id: Id;
  name: string;
  addedAt: Date;
}

export interface Bot {
  handle: string;
  /** It knows where to write. */
  found: boolean;
  broken: boolean;
  /** Where its maker taps so that it may write to them; null once it does. */
  invitation: string | null;
}
