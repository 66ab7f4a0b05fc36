import tlds from 'tlds' with { type: 'json' };
import { ACCENTED } from './signs.ts';

const TLDS: ReadonlySet<string> = new Set(tlds);
const LONGEST_FOREIGN_TLD = Math.max(...tlds.filter((one) => !/^[a-z]/.test(one)).map((one) => one.length));

/** A host in a longer text, by UTF-16 positions. */
export interface Host {
  start: number;
  end: number;
}

const isLabel = (label: string): boolean => /^[^-_](?:.*[^-_])?$/su.test(label);
const LATIN = new RegExp(`^[-a-z0-9${ACCENTED}]+$`, 'iu');

/** A run of letters, digits, hyphens, underscores and dots, read once from its end so that no text makes it slow. */
export interface Run {
  /** The end of the longest host that starts here: labels, of which the last has no underscore, then a top-level domain. */
  hostEnd(start: number): number | null;
}

/** @param after what follows the run */
export function readRun(run: string, after: string, accepts = isLabel): Run {
  const labels = run.split('.');
  const starts: number[] = [];
  for (let index = 0, at = 0; index < labels.length; at += labels[index]!.length + 1, index += 1) starts.push(at);
  /** Where the last underscore of each label is; before the label when it has none. */
  const underscores = labels.map((label, index) => (label.includes('_') ? starts[index]! + label.lastIndexOf('_') : -1));
  /** The end of the host whose labels go on with this one, and of its top-level domain alone. */
  const through: (number | null)[] = [];
  const topEnd: (number | null)[] = [];
  for (let index = labels.length - 1; index >= 0; index -= 1) {
    const length = index > 0 ? tldLength(labels[index]!, index + 1 < labels.length ? '.' : after) : 0;
    topEnd[index] = length > 0 ? starts[index]! + length : null;
    through[index] = accepts(labels[index]!) ? endAfter(index, starts[index]!) : null;
  }

  /** The end of a host whose first label, or the rest of it from `start` on, is this one. */
  function endAfter(index: number, start: number): number | null {
    return through[index + 1] ?? (underscores[index]! >= start ? null : (topEnd[index + 1] ?? null));
  }

  let reading = 0;
  const labelAt = (position: number): number => {
    if (starts[reading]! > position) reading = 0;
    while (reading + 1 < starts.length && starts[reading + 1]! <= position) reading += 1;
    return reading;
  };
  return {
    hostEnd: (start) => {
      const index = labelAt(start);
      return '-_.'.includes(run[start]!) || '-_'.includes(labels[index]!.at(-1)!) ? null : endAfter(index, start);
    },
  };
}

/**
 * The length of the top-level domain a label begins with; 0 when none. Letters of another alphabet may follow it: in
 * « example.comだよね » the host ends after `com`.
 */
function tldLength(label: string, after: string): number {
  const stops = (length: number): boolean => !/^[0-9a-z@+-]/i.test(label.slice(length) || after);
  const latin = /^(?:xn--[-0-9a-z]+|[a-z]+)/i.exec(label)?.[0].toLowerCase();
  if (latin) return (latin.startsWith('xn--') || TLDS.has(latin)) && stops(latin.length) ? latin.length : 0;
  for (let length = Math.min(label.length, LONGEST_FOREIGN_TLD); length > 0; length -= 1)
    if (TLDS.has(label.slice(0, length).toLowerCase()) && stops(length)) return length;
  return 0;
}

/** The hosts of Latin letters inside one: written without a scheme, only these are links. */
export function latinHosts(host: string, after: string): Host[] {
  const found: Host[] = [];
  const run = readRun(host, after, (label) => LATIN.test(label));
  const label = new RegExp(`[-a-z0-9${ACCENTED}]+\\.`, 'giu');
  for (let match = label.exec(host); match; match = label.exec(host)) {
    const end = run.hostEnd(match.index);
    if (end === null) continue;
    found.push({ start: match.index, end });
    label.lastIndex = end;
  }
  return found;
}

/** DNS takes labels of 63 signs at most, as they are written in Punycode. */
export function isResolvable(host: string): boolean {
  const address = `https://${host}`;
  return URL.canParse(address) && new URL(address).hostname.split('.').every((label) => label.length <= 63);
}
