import { sessionInMemory, type Connected, type NotConnected } from '../contract.ts';
import { originOf } from '../address.ts';
import { cleanHandle, didByPds, didOfHandle, isDid, isHandle, pdsOfDid, type Directories } from './resolve.ts';
import { createSession } from './session.ts';
import { whoAmI } from './who-am-i.ts';

/** Handle to DID to the account's own server, then a session under the app password. */
export async function connect(
  outside: Directories,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Connected | NotConnected> {
  const handle = cleanHandle(form['handle'] ?? '');
  const password = (form['password'] ?? '').trim();
  if (!isHandle(handle) && !isDid(handle)) return { kind: 'refused', code: 'handle', field: 'handle' };
  if (!password) return { kind: 'refused', code: 'password_missing', field: 'password' };
  const found = await findAccount(outside, handle, (form['address'] ?? '').trim(), signal);
  if (found.kind === 'refused') return found;

  const opened = await createSession(outside, found.pds, found.did, password, signal);
  const host = new URL(found.pds).host;
  if (opened.kind === 'unreachable') return { kind: 'refused', code: 'unreachable', details: { host } };
  if (opened.kind === 'dead') {
    if (opened.code === 'AuthFactorTokenRequired') return { kind: 'refused', code: 'app_password_needed', field: 'password' };
    if (/takedown|suspend|deactiv/i.test(opened.code)) return { kind: 'refused', code: 'account_blocked', details: { handle } };
    return { kind: 'refused', code: 'password_refused', field: 'password', details: { host } };
  }
  const secret = { identifier: found.did, password };
  const { session } = opened.answer;
  const line = {
    channelId: '',
    workspaceId: '',
    address: found.pds,
    networkUserId: null,
    secret,
    facts: {},
    session: sessionInMemory(session),
  };
  const who = await whoAmI(outside, { line, signal });
  if (who.kind !== 'known') return { kind: 'refused', code: 'unreachable', details: { host } };
  return { kind: 'connected', address: found.pds, secret, session: await line.session.read(), identity: who.identity };
}

async function findAccount(
  outside: Directories,
  handle: string,
  typedPds: string,
  signal: AbortSignal,
): Promise<{ kind: 'found'; did: string; pds: string } | NotConnected> {
  const pds = typedPds ? originOf(typedPds) : null;
  if (typedPds && !pds) return { kind: 'refused', code: 'address', field: 'address' };
  const did = isDid(handle) ? handle : pds ? await didByPds(outside, pds, handle, signal) : await didOfHandle(outside, handle, signal);
  if (!did) return { kind: 'refused', code: 'handle_unknown', field: 'handle', details: { handle } };
  // The directory knows the account's own server; a typed one counts only where the directory is silent.
  const home = (await pdsOfDid(outside, did, signal)) ?? pds;
  return home ? { kind: 'found', did, pds: home } : { kind: 'refused', code: 'server_unknown', field: 'address', details: { handle } };
}
