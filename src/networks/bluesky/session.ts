import type { Line, Outside, Session } from '../contract.ts';
import { jsonOf } from '../evidence.ts';

export interface SessionAnswer {
  session: Session;
  did: string;
  handle: string;
}

export type Opened = { kind: 'open'; answer: SessionAnswer } | { kind: 'dead'; code: string } | { kind: 'unreachable'; code: string };

/** Opens a session with the app password. Allowed 30 times in 5 minutes and 300 a day per account: only when refreshing fails. */
export async function createSession(
  outside: Outside,
  pds: string,
  identifier: string,
  password: string,
  signal: AbortSignal,
): Promise<Opened> {
  return read(
    await outside.http.send({
      method: 'POST',
      url: `${pds}/xrpc/com.atproto.server.createSession`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier, password }),
      signal,
    }),
  );
}

async function refreshSession(outside: Outside, pds: string, refreshJwt: string, signal: AbortSignal): Promise<Opened> {
  return read(
    await outside.http.send({
      method: 'POST',
      url: `${pds}/xrpc/com.atproto.server.refreshSession`,
      headers: { authorization: `Bearer ${refreshJwt}` },
      signal,
    }),
  );
}

function read(result: Awaited<ReturnType<Outside['http']['send']>>): Opened {
  const body = jsonOf<{ accessJwt?: string; refreshJwt?: string; did?: string; handle?: string; error?: string }>(result);
  if (result.kind === 'no_answer') return { kind: 'unreachable', code: result.code };
  if (result.status === 200 && body?.accessJwt && body.refreshJwt && body.did)
    return {
      kind: 'open',
      answer: { session: { accessJwt: body.accessJwt, refreshJwt: body.refreshJwt }, did: body.did, handle: body.handle ?? body.did },
    };
  // Documented: a wrong password is 401, an expired or unknown token 400 (seen on PDS 0.5.35).
  if ((result.status === 400 || result.status === 401 || result.status === 403) && body?.error) return { kind: 'dead', code: body.error };
  return { kind: 'unreachable', code: `http_${result.status}` };
}

export type Ready = { kind: 'ready'; session: Session } | { kind: 'dead'; code: string } | { kind: 'unreachable'; code: string };

/** Milliseconds an access token must still be good for before anything is sent under it. */
const MARGIN_MS = 120_000;

/** The session to speak under: the kept one while it lasts, else refreshed, else opened anew, by one process at a time. */
export async function readySession(outside: Outside, line: Line, signal: AbortSignal): Promise<Ready> {
  const kept = await line.session.read();
  if (kept && expiryOf(kept['accessJwt']) - outside.now().getTime() > MARGIN_MS) return { kind: 'ready', session: kept };
  return renewSession(outside, line, kept, signal);
}

/** Replaces a session that a server called expired, or that soon will be. */
export async function renewSession(outside: Outside, line: Line, seen: Session | null, signal: AbortSignal): Promise<Ready> {
  let failure: Ready = { kind: 'unreachable', code: 'session_busy' };
  const session = await line.session.renew(seen, async (current) => {
    const refreshed = current?.['refreshJwt'] ? await refreshSession(outside, line.address, current['refreshJwt'], signal) : null;
    if (refreshed?.kind === 'open') return refreshed.answer.session;
    if (refreshed?.kind === 'unreachable') {
      failure = refreshed;
      return null;
    }
    const opened = await createSession(outside, line.address, line.secret['identifier'] ?? '', line.secret['password'] ?? '', signal);
    if (opened.kind === 'open') return opened.answer.session;
    failure = opened;
    return null;
  });
  return session ? { kind: 'ready', session } : failure;
}

/** Milliseconds since the epoch; 0 for a token that does not say. */
function expiryOf(jwt: string | undefined): number {
  try {
    const claims = JSON.parse(Buffer.from((jwt ?? '').split('.')[1] ?? '', 'base64url').toString()) as { exp?: number };
    return typeof claims.exp === 'number' ? claims.exp * 1000 : 0;
  } catch {
    // Not a token we can read: it is renewed.
    return 0;
  }
}
