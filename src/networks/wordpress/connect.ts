import { sessionInMemory, type Connected, type NotConnected, type Outside } from '../contract.ts';
import { originAsWritten } from '../address.ts';
import { findRoot } from './find-root.ts';
import { whoAmI } from './who-am-i.ts';

/** Site address, user and application password. */
export async function connect(
  outside: Outside,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Connected | NotConnected> {
  const site = siteOf(form['address'] ?? '');
  const user = (form['user'] ?? '').trim();
  const password = (form['password'] ?? '').trim();
  if (!site) return { kind: 'refused', code: 'address', field: 'address' };
  if (!user) return { kind: 'refused', code: 'user_missing', field: 'user' };
  if (!password) return { kind: 'refused', code: 'password_missing', field: 'password' };

  const found = await findRoot(outside, site, signal);
  if (found.kind === 'refused') return found;
  const host = new URL(found.root).host;
  if (!found.passwordPage) return { kind: 'refused', code: 'app_passwords_off', field: 'address', details: { host } };
  const line = {
    channelId: '',
    workspaceId: '',
    address: found.root,
    networkUserId: null,
    secret: { user, password },
    facts: { siteName: found.siteName },
    session: sessionInMemory(),
  };
  const who = await whoAmI(outside, { line, signal });
  if (who.kind === 'known')
    return {
      kind: 'connected',
      address: found.root,
      secret: line.secret,
      session: null,
      identity: who.identity,
      suggestedName: found.siteName,
    };
  if (who.kind === 'unreadable') return { kind: 'refused', code: 'rest_closed', details: { host } };
  if (who.code === 'no_permission') return { kind: 'refused', code: 'role_too_small', field: 'user', details: { user } };
  return { kind: 'refused', code: 'app_password_refused', field: 'password', details: { host, page: found.passwordPage } };
}

/** A site may live in a folder, so the path is kept; the admin's own address is cut back to the site. */
function siteOf(typed: string): string | null {
  const text = typed.trim();
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const origin = text ? originAsWritten(whole) : null;
  if (!origin) return null;
  const path = new URL(whole).pathname.replace(/\/(wp-admin|wp-login\.php|wp-json).*$/, '/').replace(/\/?$/, '/');
  return `${origin}${path}`;
}
