import { createHash } from 'node:crypto';
import type { Authorization, Outside, RegisteredApp } from '../contract.ts';
import { originOf } from '../address.ts';
import { jsonOf } from '../evidence.ts';
import { connectWithToken } from './connect.ts';

/** What publishing and looking need, and nothing more (docs.joinmastodon.org/api/oauth-scopes). */
const SCOPES = 'read:accounts read:statuses write:statuses write:media';

/** The instance's own page of consent: Palabre registers itself there, once per workspace and host. */
export function authorization(outside: Outside): Authorization {
  return {
    fields: ['address'],
    start: async (asked, appOf, signal) => {
      const address = originOf(asked.form['address'] ?? '');
      if (!address) return { kind: 'refused', code: 'address', field: 'address' };
      const host = new URL(address).host;
      const app = (await appOf(host)) ?? (await register(outside, address, asked.redirectUri, signal));
      if (!app) return { kind: 'refused', code: 'not_mastodon', field: 'address', details: { host } };
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: app['clientId']!,
        redirect_uri: asked.redirectUri,
        scope: SCOPES,
        state: asked.state,
        ...(app['pkce'] ? { code_challenge: challengeOf(asked.verifier), code_challenge_method: 'S256' } : {}),
      });
      return { kind: 'go', url: `${address}/oauth/authorize?${query}`, address, host, app };
    },
    finish: async (asked, signal) => {
      const result = await outside.http.send({
        method: 'POST',
        url: `${asked.address}/oauth/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: asked.code,
          client_id: asked.app['clientId']!,
          client_secret: asked.app['clientSecret']!,
          redirect_uri: asked.redirectUri,
          scope: SCOPES,
          ...(asked.app['pkce'] ? { code_verifier: asked.verifier } : {}),
        }).toString(),
        signal,
      });
      const token = jsonOf<{ access_token?: string }>(result)?.access_token;
      if (!token) return { kind: 'refused', code: 'code_refused', details: { host: new URL(asked.address).host } };
      return connectWithToken(outside, asked.address, token, signal);
    },
  };
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

async function register(outside: Outside, address: string, redirectUri: string, signal: AbortSignal): Promise<RegisteredApp | null> {
  const result = await outside.http.send({
    method: 'POST',
    url: `${address}/api/v1/apps`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ client_name: 'Palabre', redirect_uris: redirectUri, scopes: SCOPES }),
    signal,
  });
  const app = jsonOf<{ client_id?: string; client_secret?: string }>(result);
  if (!app?.client_id || !app.client_secret) return null;
  return { clientId: app.client_id, clientSecret: app.client_secret, pkce: (await knowsPkce(outside, address, signal)) ? '1' : '' };
}

/** Servers that know PKCE say so (RFC 8414; Mastodon since 4.3). */
async function knowsPkce(outside: Outside, address: string, signal: AbortSignal): Promise<boolean> {
  const result = await outside.http.send({ method: 'GET', url: `${address}/.well-known/oauth-authorization-server`, signal });
  const methods = jsonOf<{ code_challenge_methods_supported?: unknown }>(result)?.code_challenge_methods_supported;
  return Array.isArray(methods) && methods.includes('S256');
}
