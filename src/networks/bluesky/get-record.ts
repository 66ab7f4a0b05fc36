import type { HttpResult } from '#plumbing/http';
import type { Call, Outside } from '../contract.ts';
import { jsonOf } from '../evidence.ts';
import { COLLECTION, type StrongRef } from './record.ts';

export interface GotRecord {
  result: HttpResult;
  record: (StrongRef & { value: { text?: string; createdAt?: string; displayName?: string } }) | null;
  /** The server says it knows the repository and has no such record. */
  absent: boolean;
}

/** Reads one public record from the account's own PDS; no session needed. */
export async function getRecord(outside: Outside, call: Call, repo: string, rkey: string, collection = COLLECTION): Promise<GotRecord> {
  const query = new URLSearchParams({ repo, collection, rkey });
  const result = await outside.http.send({
    method: 'GET',
    url: `${call.line.address}/xrpc/com.atproto.repo.getRecord?${query}`,
    signal: call.signal,
  });
  const body = jsonOf<{ uri?: string; cid?: string; value?: object; error?: string; message?: string }>(result);
  const status = result.kind === 'answer' ? result.status : 0;
  const record = status === 200 && body?.uri && body.cid ? { uri: body.uri, cid: body.cid, value: body.value ?? {} } : null;
  const absent = status === 400 && (body?.error === 'RecordNotFound' || /could not locate record/i.test(body?.message ?? ''));
  return { result, record, absent };
}

/** `at://did/collection/rkey` in parts; null for anything else. */
export function partsOf(uri: string): { repo: string; collection: string; rkey: string } | null {
  const match = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(uri);
  return match ? { repo: match[1]!, collection: match[2]!, rkey: match[3]! } : null;
}
