import type { Id } from '#words/ids.ts';

const SHAPE = /^[0-9a-f-]{36}\/[0-9a-f]{64}$/;

/** The one shape of key: no name given by a person ever reaches a path or an address. */
export const fileKey = (workspaceId: Id, sha256: string): string => checkKey(`${workspaceId}/${sha256}`);

/** @throws RangeError on anything else than `<workspace>/<sha256>`. */
export function checkKey(key: string): string {
  if (!SHAPE.test(key)) throw new RangeError('A file key is <workspace>/<sha256>.');
  return key;
}

export const sha256Of = (key: string): string => checkKey(key).slice(37);
