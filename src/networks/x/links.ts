import type { Span } from '../links.ts';
import { isResolvable, latinHosts, readRun, type Run } from './hosts.ts';
import { ACCENTED, CYRILLIC, DIRECTIONS, FORBIDDEN, PUNCTUATION, SPACES } from './signs.ts';

/** A longer address is text. */
const MAX_URL = 4096;
/** t.co gives codes of this length at most. */
const MAX_CODE = 40;

const RUN = new RegExp(`[^${PUNCTUATION}${SPACES}${FORBIDDEN}${DIRECTIONS}]+`, 'gu');
/** What may stand before a link. */
const FREE = new RegExp(`[^A-Za-z0-9@＠$#＃${FORBIDDEN}]`);
const SCHEME = /https?:\/\/$/i;

const PATH = `[a-z0-9!*';:=+,.$/%#\\[\\]\\u2013_~@|&\\-${ACCENTED}${CYRILLIC}]`;
const PATH_END = `[a-z0-9=_#/+\\-${ACCENTED}${CYRILLIC}]`;
const BALANCED = `\\((?:${PATH}+|${PATH}*\\(${PATH}+\\)${PATH}*)\\)`;
const QUERY = String.raw`[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]`;
const QUERY_END = String.raw`[a-z0-9\-_&=#/]`;
const PORT = /:\d+/y;
const REST = new RegExp(`(?:/(?:(?:${PATH}|${BALANCED})*(?:${PATH_END}|${BALANCED}))?)?(?:\\?${QUERY}*${QUERY_END})?`, 'iuy');
const SHORT = new RegExp(`^https?://t\\.co/([a-z0-9]+)(?:\\?${QUERY}*${QUERY_END})?`, 'iu');

/** Links as twitter-text finds them (conformance v3): with a scheme or without, whatever alphabet is glued to them. */
export function findLinks(text: string): Span[] {
  const found: Span[] = [];
  let read = 0;
  RUN.lastIndex = 0;
  for (let match = RUN.exec(text); match; match = RUN.exec(text)) {
    if (match[0].includes('.')) read = readLinks(text, { text: match[0], offset: match.index }, read, found);
    RUN.lastIndex = Math.max(RUN.lastIndex, read);
  }
  return found;
}

/** A run of signs that hosts are made of, and where it is. */
interface Here {
  text: string;
  offset: number;
}

/** Reads the links of one run into `found`. @returns up to where the text has been read as links */
function readLinks(text: string, here: Here, read: number, found: Span[]): number {
  const end = here.offset + here.text.length;
  const run = readRun(here.text, text.slice(end, end + 1));
  for (let host = nextHost(text, here, run, 0, read); host; host = nextHost(text, here, run, read - here.offset, read)) {
    read = restEnd(text, host.end);
    found.push(...linksOf(text, host, read));
  }
  return read;
}

interface Placed {
  /** Of the scheme where there is one. */
  start: number;
  host: number;
  end: number;
  scheme: boolean;
}

/** The first place in the run, from `from`, where a host starts after a sign, not yet `read`, that leaves it free to be a link. */
function nextHost(text: string, here: Here, run: Run, from: number, read: number): Placed | null {
  for (let start = from; start < here.text.length; start += 1) {
    const end = run.hostEnd(start);
    if (end === null) continue;
    const at = here.offset + start;
    const scheme = start === 0 ? schemeBefore(text, at, read) : 0;
    if (scheme > 0 || isFree(text, at, read)) return { start: at - scheme, host: at, end: here.offset + end, scheme: scheme > 0 };
  }
  return null;
}

const isFree = (text: string, position: number, read: number): boolean =>
  position === 0 || (position > read && FREE.test(text[position - 1]!));

/** The length of `https://` right before, when it may start a link there. */
function schemeBefore(text: string, position: number, read: number): number {
  const length = SCHEME.exec(text.slice(Math.max(0, position - 8), position))?.[0].length ?? 0;
  return length > 0 && isFree(text, position - length, read) ? length : 0;
}

/** Port, path and query behind a host. */
function restEnd(text: string, position: number): number {
  PORT.lastIndex = position;
  REST.lastIndex = PORT.test(text) ? PORT.lastIndex : position;
  return REST.test(text) ? REST.lastIndex : position;
}

function linksOf(text: string, placed: Placed, end: number): Span[] {
  const host = text.slice(placed.host, placed.end);
  const length = end - placed.start + (placed.scheme ? 0 : 'https://'.length);
  if (length > MAX_URL || !isResolvable(host)) return [];
  return placed.scheme ? withScheme(text.slice(placed.start, end), placed.start) : withoutScheme(text, placed, end);
}

function withScheme(link: string, start: number): Span[] {
  const short = SHORT.exec(link);
  if (!short) return [{ start, end: start + link.length, text: link }];
  return short[1]!.length > MAX_CODE ? [] : [{ start, end: start + short[0].length, text: short[0] }];
}

function withoutScheme(text: string, { host, end: hostStop }: Placed, end: number): Span[] {
  if (host > 0 && '-_./'.includes(text[host - 1]!)) return [];
  const hosts = latinHosts(text.slice(host, hostStop), text.slice(hostStop, hostStop + 1));
  return hosts.map((one, index) => {
    // What follows the whole host belongs to the last one.
    const stop = index === hosts.length - 1 && end > hostStop ? end : host + one.end;
    return { start: host + one.start, end: stop, text: text.slice(host + one.start, stop) };
  });
}
