import type { Written } from '#modules/calendar/shapes';

/** What was typed and the server may not have yet, kept on this device until it does: a dead tab or a dead phone loses nothing. */
export interface Kept {
  version: number;
  at: number;
  written: Written;
}

const keyOf = (postId: string): string => `palabre:post:${postId}`;

/** @returns false when this device keeps nothing (private window, full storage): the seal then does not claim it is kept. */
export function keep(postId: string, kept: Kept): boolean {
  try {
    localStorage.setItem(keyOf(postId), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function findKept(postId: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(postId)) ?? 'null');
    return isKept(kept) ? kept : null;
  } catch {
    return null; // storage refused or another program's text: nothing to restore
  }
}

export function forget(postId: string): void {
  try {
    localStorage.removeItem(keyOf(postId));
  } catch {
    return; // a storage that refuses kept nothing either
  }
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  'written' in value &&
  typeof (value as Kept).written?.text === 'string';

export const sameWriting = (a: Written, b: Written): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

/** One order of keys, so that two writings can be compared as text. */
const ordered = ({ pillarId, title, text, mediaIds, alts, variants, wish, late, lateMinutes }: Written) => [
  pillarId ?? null,
  title,
  text,
  mediaIds,
  mediaIds.map((id) => alts[id] ?? null),
  variants.map((one) => [one.channelId, one.text, one.title, one.thread, one.mediaIds]),
  wish && [wish.wall, wish.zone],
  late,
  lateMinutes,
];
