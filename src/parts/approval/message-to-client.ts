import {
  approval_message_awaited,
  approval_message_awaited_nobody,
  approval_message_text,
  approval_message_text_nobody,
  approval_tacit_after,
} from '#messages';
import type { Turn } from '#modules/approval/shapes';
import type { Language } from '#words/languages.ts';
import { sayMoment } from '#words/spoken.ts';

interface Asking {
  /** Whom it greets; '' for nobody. */
  addressee: string;
  client: { name: string; zone: string; language: Language };
  count: number;
  link: string;
  /** The first of their hours that is still ahead; null where none is: no answer is asked for before what is over. */
  before: Date | null;
  /** Hours after which silence is a yes, as agreed; null where it never is. */
  tacitHours: number | null;
}

/** The message that a person hands over themselves: in the language of who reads it, by their clock; '' where nothing waits for them. */
export function messageToClient({ addressee, client, count, link, before, tacitHours }: Asking): string {
  if (count === 0) return '';
  const { name, zone, language } = client;
  const locale = { locale: language };
  const words = { count, client: name, link, name: addressee, date: before ? sayMoment(before, zone, language) : '' };
  const [greeting, nobody] = before
    ? [approval_message_text, approval_message_text_nobody]
    : [approval_message_awaited, approval_message_awaited_nobody];
  const asked = (addressee ? greeting : nobody)(words, locale);
  return tacitHours === null ? asked : `${asked} ${approval_tacit_after({ hours: tacitHours }, locale)}`;
}

export interface Awaited {
  /** Posts that wait for the client, and those that somebody inside reads first. */
  client: number;
  inside: number;
  before: Date | null;
}

/** @param posts in the order of their hours; `left`: out without their yes */
export function awaited(posts: readonly { turn: Turn; plannedAt: Date; left: boolean }[], now: Date): Awaited {
  const of = (whose: Turn) => posts.filter(({ turn, left }) => turn === whose && !left);
  const [theirs, inside] = [of('client'), of('inside')];
  const waiting = theirs.length > 0 ? theirs : inside;
  const before = waiting.find(({ plannedAt }) => plannedAt > now)?.plannedAt ?? null;
  return { client: theirs.length, inside: inside.length, before };
}
