import type { Call, Identity, Outside, WhoAmI } from '../contract.ts';
import { evidenceOf, jsonOf } from '../evidence.ts';
import { bearer } from './bearer.ts';
import { readInstance } from './read-instance.ts';

interface Account {
  id?: string;
  acct?: string;
  username?: string;
  display_name?: string;
  url?: string;
}

/** Milliseconds after which an instance's limits are read again. */
const FACTS_LAST_MS = 6 * 3_600_000;

export async function whoAmI(outside: Outside, { line, signal }: Call): Promise<WhoAmI> {
  const endpoint = 'GET /api/v1/accounts/verify_credentials';
  const result = await outside.http.send({
    method: 'GET',
    url: `${line.address}/api/v1/accounts/verify_credentials`,
    headers: bearer(line),
    signal,
  });
  const { code, excerpt } = evidenceOf(endpoint, result, line);
  if (result.kind === 'no_answer') return { kind: 'unreadable', code, excerpt };
  if (result.status === 401) return { kind: 'refused', code: 'token_dead', excerpt };
  if (result.status === 403) return { kind: 'refused', code: 'account_blocked', excerpt };
  const account = jsonOf<Account>(result);
  // snac answers 422 to a token it does not know; documented nowhere, so it is only "cannot read".
  if (result.status !== 200 || !account?.id) return { kind: 'unreadable', code, excerpt };
  return { kind: 'known', identity: identityOf(account, await freshFacts(outside, line, signal), line.address) };
}

async function freshFacts(outside: Outside, line: Call['line'], signal: AbortSignal): Promise<Record<string, unknown>> {
  const readAt = Date.parse(String(line.facts['readAt'] ?? ''));
  if (outside.now().getTime() - readAt < FACTS_LAST_MS) return { ...line.facts };
  return { ...((await readInstance(outside, line.address, signal)) ?? line.facts) };
}

function identityOf(account: Account, facts: Record<string, unknown>, base: string): Identity {
  const name = account.username ?? account.acct ?? account.id!;
  return {
    networkUserId: String(account.id),
    handle: `@${name}@${String(facts['domain'] ?? new URL(base).host)}`,
    displayName: account.display_name || name,
    profileUrl: account.url ?? null,
    facts,
  };
}
