import type { Account } from '../fakenet/world.ts';
import type { Visible } from '../fakenet/truth.ts';

/** One real server on 127.0.0.1, its accounts made. */
export interface RealServer {
  port: number;
  /** What a person types to connect this account. */
  keys(account: Account): { user: string; secret: string };
  /** Everything its readers can see, by its own API. */
  readPosts(): Promise<Omit<Visible, 'n' | 'at'>[]>;
  stop(): Promise<void>;
}

/** A call that must succeed; with a body it is a POST. @throws with what was answered */
export async function json(address: string, body?: object, token?: string): Promise<Record<string, unknown>> {
  const headers = { ...(body && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(address, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}
