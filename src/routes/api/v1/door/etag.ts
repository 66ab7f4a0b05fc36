import { createHash } from 'node:crypto';
import { Refusal } from '#words/refusal.ts';

/** Strong tag of the parts of a thing a caller may change. */
export const etagOf = (parts: readonly unknown[]): string =>
  `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`;

/** @throws Refusal `if_match_missing` (428) */
export function needMatch(header: string | null): void {
  if (header === null || header.trim() === '') throw new Refusal('if_match_missing', { status: 428 });
}

/** Checked under lock, in the transaction of the change. @throws Refusal `version_changed` (412) */
export function checkMatch(header: string | null, etag: string): void {
  if (header === null || header.trim() === '*') return;
  const named = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (!named.includes(etag)) throw new Refusal('version_changed', { status: 412 });
}
