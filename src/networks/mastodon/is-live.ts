import type { Call, Outside } from '../contract.ts';
import { bearer } from './bearer.ts';

export async function isLive(outside: Outside, { line, signal }: Call, remoteId: string): Promise<'live' | 'gone' | 'unknown'> {
  const url = `${line.address}/api/v1/statuses/${encodeURIComponent(remoteId)}`;
  const result = await outside.http.send({ method: 'GET', url, headers: bearer(line), signal });
  if (result.kind === 'no_answer') return 'unknown';
  if (result.status === 200) return 'live';
  return result.status === 404 || result.status === 410 ? 'gone' : 'unknown';
}
