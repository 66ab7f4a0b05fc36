import type { Call, Evidence, Finding, Order, Outside } from '../contract.ts';
import { evidenceOf, jsonOf, unreadable } from '../evidence.ts';
import { sameText } from '../same-text.ts';
import { bearer } from './bearer.ts';

interface Status {
  id: string;
  url?: string | null;
  uri?: string;
  created_at: string;
  content?: string;
  text?: string | null;
  in_reply_to_id?: string | null;
  media_attachments?: unknown[];
  reblog?: unknown;
}

const PAGE = 40;
const PAGES = 25;
/** How far before our first intent a status may be dated: clocks differ (docs/publishing.md). */
const MARGIN_MS = 120_000;

/** Reads our own statuses back to two minutes before the first intent and matches text, pictures and the status answered to. */
export async function look(outside: Outside, call: Call, order: Order): Promise<Finding> {
  const endpoint = 'GET /api/v1/accounts/:id/statuses';
  const since = (order.firstIntentAt ?? order.createdAt).getTime() - MARGIN_MS;
  const matches: Status[] = [];
  let evidence: Evidence = { endpoint, status: null, code: 'not_asked', excerpt: '', bytesWritten: false };
  let before: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const result = await outside.http.send({
      method: 'GET',
      url: `${call.line.address}/api/v1/accounts/${encodeURIComponent(call.line.networkUserId ?? '')}/statuses?limit=${PAGE}${before ? `&max_id=${encodeURIComponent(before)}` : ''}`,
      headers: bearer(call.line),
      signal: call.signal,
    });
    evidence = { ...evidenceOf(endpoint, result, call.line), excerpt: '' };
    const statuses = result.kind === 'answer' && result.status === 200 ? jsonOf<Status[]>(result) : null;
    if (!Array.isArray(statuses)) return unreadable(evidence.code, evidence);
    matches.push(...statuses.filter((status) => isOurs(status, order, since)));
    const oldest = statuses.at(-1);
    // A page without news is the end, also on servers that ignore max_id.
    if (!oldest || oldest.id === before || Date.parse(oldest.created_at) < since) return conclude(matches, evidence);
    before = oldest.id;
  }
  return unreadable('list_too_long', evidence);
}

function conclude(matches: Status[], evidence: Evidence): Finding {
  // The earliest is the first effect; a later twin would be the one too many.
  const first = matches.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))[0];
  if (!first) return { kind: 'absent', evidence };
  return { kind: 'found', remoteId: String(first.id), remoteUrl: first.url ?? first.uri ?? null, evidence };
}

function isOurs(status: Status, order: Order, since: number): boolean {
  if (status.reblog || Date.parse(status.created_at) < since || order.taken?.includes(String(status.id))) return false;
  if ((status.media_attachments?.length ?? 0) !== order.payload.media.length) return false;
  // Servers that do not say whom a status answers leave it open; one that says so and names another is not ours.
  if (status.in_reply_to_id && String(status.in_reply_to_id) !== order.parent?.remoteId) return false;
  return sameText(status.text ?? status.content ?? '', order.payload.text);
}
