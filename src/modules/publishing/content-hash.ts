import { createHash } from 'node:crypto';
import type { Payload } from '#networks/contract';
import type { Id } from '#words/ids.ts';

/** JSON with its keys sorted at every depth: the same content always gives the same text (RFC 8785 for what we hold: no exotic numbers). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a person approves: the content and where it goes. */
export const contentHash = (channelId: Id, position: number, payload: Payload): string =>
  sha256(canonicalJson({ channelId, position, payload }));

/** What one request sends: the content, its identity and what was prepared. */
export const requestHash = (opId: Id, content: string, prepared: Readonly<Record<string, unknown>>): string =>
  sha256(canonicalJson({ opId, content, prepared }));
