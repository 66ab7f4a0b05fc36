import type { Call, Finding, Order, Outside } from '../contract.ts';
import { evidenceOf, unreadable } from '../evidence.ts';
import { getRecord, partsOf } from './get-record.ts';
import { postAddress } from './post-address.ts';
import { tidOf } from './tid.ts';

/** Reads the one record that can be ours. */
export async function look(outside: Outside, call: Call, order: Order): Promise<Finding> {
  const repo = call.line.networkUserId ?? '';
  const rkey = tidOf(order.opId);
  const { result, record, absent } = await getRecord(outside, call, repo, rkey);
  const evidence = evidenceOf('GET com.atproto.repo.getRecord', result, call.line);
  if (absent) return { kind: 'absent', evidence };
  if (!record) return unreadable(evidence.code, evidence);
  // Another content under our key was not written by this order.
  if (record.value.text !== order.payload.text || record.value.createdAt !== order.createdAt.toISOString())
    return unreadable('record_conflict', evidence);
  return { kind: 'found', remoteId: record.uri, remoteUrl: postAddress(repo, rkey), extra: { cid: record.cid }, evidence };
}

export async function isLive(outside: Outside, call: Call, remoteId: string): Promise<'live' | 'gone' | 'unknown'> {
  const parts = partsOf(remoteId);
  if (!parts) return 'unknown';
  const { record, absent } = await getRecord(outside, call, parts.repo, parts.rkey);
  if (record) return 'live';
  return absent ? 'gone' : 'unknown';
}
