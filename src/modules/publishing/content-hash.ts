import { createHash } from 'node:crypto';
import type { Payload } from '#networks/contract';
import { canonicalJson } from '#words/canonical-json.ts';
import type { Id } from '#words/ids.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a person approves: the content and where it goes. */
export const contentHash = (channelId: Id, position: number, payload: Payload): string =>
  sha256(canonicalJson({ channelId, position, payload }));

/** What one request sends: the content, its identity and what was prepared. */
export const requestHash = (opId: Id, content: string, prepared: Readonly<Record<string, unknown>>): string =>
  sha256(canonicalJson({ opId, content, prepared }));
