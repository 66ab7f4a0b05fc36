import type { Anchor, Call, Evidence, Order, Outside, Verdict } from '../contract.ts';
import { evidenceOf, unsentCode } from '../evidence.ts';
import { getRecord, partsOf } from './get-record.ts';
import { COLLECTION, recordOf, refOf, type StrongRef } from './record.ts';
import { renewSession } from './session.ts';
import { tidOf } from './tid.ts';
import { verdictOf } from './verdict.ts';
import { isSessionTrouble, speak } from './xrpc.ts';

const ENDPOINT = 'POST com.atproto.repo.putRecord';

/**
 * One putRecord under our own record key, with `swapRecord: null`: it creates, or finds the very same record, or is refused.
 * (Seen on PDS 0.5.35: a repeat answers 200 with the same cid; other content answers 400 InvalidSwap.)
 */
export async function publish(outside: Outside, call: Call, order: Order, timeoutMs: number): Promise<Verdict> {
  const refs = await replyRefs(outside, call, order);
  if (refs === 'unknown') return refused('parent_gone', 'parent_unreadable');
  const rkey = tidOf(order.opId);
  const spoken = await speak(outside, call, {
    method: 'POST',
    nsid: 'com.atproto.repo.putRecord',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repo: call.line.networkUserId, collection: COLLECTION, rkey, record: recordOf(order, refs), swapRecord: null }),
    timeoutMs,
  });
  if (spoken.kind === 'dead') return refused('token_dead', spoken.code);
  if (spoken.kind === 'unreachable') return refused(unsentCode({ kind: 'no_answer', code: spoken.code, bytesWritten: false }), spoken.code);
  // The record was not written; the session is made good now, so that the next attempt finds it ready.
  if (isSessionTrouble(spoken.result)) await renewSession(outside, call.line, spoken.session, call.signal);
  const line = { secret: { ...call.line.secret, ...spoken.session } };
  return verdictOf(spoken.result, evidenceOf(ENDPOINT, spoken.result, line), call.line.networkUserId ?? '', rkey, outside.now());
}

/** Nothing of the publication was sent. */
function refused(code: 'token_dead' | 'parent_gone' | ReturnType<typeof unsentCode>, seen: string): Verdict {
  const evidence: Evidence = { endpoint: ENDPOINT, status: null, code: seen, excerpt: '', bytesWritten: false };
  return { kind: 'refused', code, evidence };
}

async function replyRefs(outside: Outside, call: Call, order: Order): Promise<{ root: StrongRef; parent: StrongRef } | null | 'unknown'> {
  if (!order.parent) return null;
  const parent = await strongRef(outside, call, order.parent);
  const root = order.root && order.root.remoteId !== order.parent.remoteId ? await strongRef(outside, call, order.root) : parent;
  return parent && root ? { root, parent } : 'unknown';
}

/** A reply names its parent by content hash too; where a person credited the parent by its link, the hash is read. */
async function strongRef(outside: Outside, call: Call, anchor: Anchor): Promise<StrongRef | null> {
  const known = refOf(anchor);
  if (known) return known;
  const parts = partsOf(anchor.remoteId) ?? partsOf(uriOfLink(anchor.remoteUrl ?? anchor.remoteId, call.line.networkUserId ?? ''));
  if (!parts) return null;
  const { record } = await getRecord(outside, call, parts.repo, parts.rkey);
  return record ? { uri: record.uri, cid: record.cid } : null;
}

function uriOfLink(link: string, did: string): string {
  const rkey = /\/post\/([a-z2-7]{13})$/.exec(link)?.[1];
  return rkey ? `at://${did}/${COLLECTION}/${rkey}` : '';
}
