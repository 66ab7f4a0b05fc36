import type { Span } from '../links.ts';
import { ACCENTED, DIRECTIONS, SPACES } from './signs.ts';

export interface Mention extends Span {
  name: string;
  /** `/list` when it is a list of that account, else ''. */
  list: string;
}

const NAME = '([a-zA-Z0-9_]{1,20})';
const BEFORE = String.raw`(?<=^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.-])(?:rt|RT|rT|Rt):?)`;
const MENTION = new RegExp(`${BEFORE}[@＠]${NAME}(/[a-zA-Z][a-zA-Z0-9_-]{0,24})?`, 'gu');
/** A name glued to one of these is an address or another word. */
const GLUED = new RegExp(`^(?:[@＠]|[${ACCENTED}]|://)`, 'u');
const REPLY = new RegExp(`^[${SPACES}${DIRECTIONS}]*[@＠]${NAME}`, 'u');

/** Accounts and lists named in a text, as twitter-text finds them (conformance v3). */
export function findMentions(text: string): Mention[] {
  return [...text.matchAll(MENTION)].flatMap((match) => {
    const end = match.index + match[0].length;
    if (GLUED.test(text.slice(end))) return [];
    return [{ start: match.index, end, text: match[0], name: match[1]!, list: match[2] ?? '' }];
  });
}

/** The account a text answers to by beginning with its name; null when it does not. */
export function replyTo(text: string): string | null {
  const match = REPLY.exec(text);
  return match && !GLUED.test(text.slice(match[0].length)) ? match[1]! : null;
}
