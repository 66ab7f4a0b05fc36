import type { Connected, Identity, NotConnected, Outside } from '../contract.ts';

/** Shorter ones can be guessed (standardwebhooks.com asks for 24 to 64 bytes). */
const SHORTEST = 24;

/** Nothing is posted: only whether the address may and can be reached. */
export async function connect(
  outside: Outside,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Connected | NotConnected> {
  const typed = (form['address'] ?? '').trim();
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!typed || !URL.canParse(address)) return { kind: 'refused', code: 'address', field: 'address' };
  const secret = (form['secret'] ?? '').trim();
  if (secret.length < SHORTEST) return { kind: 'refused', code: 'secret_short', field: 'secret', details: { shortest: SHORTEST } };
  const result = await outside.http.send({ method: 'HEAD', url: address, signal });
  if (result.kind === 'no_answer') {
    const host = new URL(address).host;
    const guarded = result.code.endsWith('_refused') || result.code === 'address_invalid';
    return { kind: 'refused', code: guarded ? 'address_closed' : 'unreachable', field: 'address', details: { host } };
  }
  return { kind: 'connected', address, secret: { secret }, session: null, identity: identityOf(address) };
}

/** A receiver has no account: its address is who it is. */
export function identityOf(address: string): Identity {
  const { host, pathname, href } = new URL(address);
  return { networkUserId: href, handle: `${host}${pathname === '/' ? '' : pathname}`, displayName: host, profileUrl: null, facts: {} };
}
