import { sessionInMemory, type Connected, type NotConnected, type Outside } from '../contract.ts';
import { originOf } from '../address.ts';
import { readInstance } from './read-instance.ts';
import { whoAmI } from './who-am-i.ts';

/** Connects with a token pasted from the instance's own settings. */
export async function connect(
  outside: Outside,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Connected | NotConnected> {
  const address = originOf(form['address'] ?? '');
  if (!address) return { kind: 'refused', code: 'address', field: 'address' };
  const token = (form['token'] ?? '').trim();
  if (!token) return { kind: 'refused', code: 'token_missing', field: 'token' };
  return connectWithToken(outside, address, token, signal);
}

/** Reads what the server is and who the token speaks for. */
export async function connectWithToken(
  outside: Outside,
  address: string,
  token: string,
  signal: AbortSignal,
): Promise<Connected | NotConnected> {
  const facts = await readInstance(outside, address, signal);
  if (!facts) return { kind: 'refused', code: 'not_mastodon', field: 'address', details: { host: new URL(address).host } };
  const line = {
    channelId: '',
    workspaceId: '',
    address,
    networkUserId: null,
    secret: { token },
    facts: { ...facts },
    session: sessionInMemory(),
  };
  const answer = await whoAmI(outside, { line, signal });
  if (answer.kind === 'known') return { kind: 'connected', address, secret: { token }, session: null, identity: answer.identity };
  return { kind: 'refused', code: 'token_refused', field: 'token', details: { host: new URL(address).host } };
}
