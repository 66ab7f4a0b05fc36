import { randomBytes } from 'node:crypto';
import { bearer, json, readFields, text, type Answer, type Exchange, type Routes } from '../exchange.ts';
import { didOf, handleOf, passwordOf, type Account, type World } from '../world.ts';

const ACCESS_MS = 2 * 3_600_000;

/** XRPC's way of saying no. */
export const no = (status: number, error: string, message: string): Answer => json(status, { error, message });

interface Token {
  account: Account;
  kind: 'access' | 'refresh';
  until: number;
}

export interface Sessions {
  routes: Routes;
  /** Who is calling, or the answer that says why not: a bad token is 400 InvalidToken, not 401, as seen on the real server. */
  caller(exchange: Exchange): { account: Account } | { refused: Answer };
  /** Ends every access token at once, as two hours would. */
  expire(): void;
}

export function openSessions(world: World): Sessions {
  const tokens = new Map<string, Token>();
  const issue = (account: Account, kind: Token['kind'], life: number): string => {
    const payload = Buffer.from(
      JSON.stringify({ scope: `com.atproto.${kind}`, sub: didOf(account), exp: Math.floor((world.now() + life) / 1000) }),
    );
    const token = `eyJ0eXAiOiJKV1QifQ.${payload.toString('base64url')}.${randomBytes(12).toString('base64url')}`;
    tokens.set(token, { account, kind, until: world.now() + life });
    return token;
  };
  const describe = (account: Account, origin: string) => ({
    did: didOf(account),
    handle: handleOf(account),
    email: `${account.name}@fakenet.test`,
    emailConfirmed: true,
    active: true,
    didDoc: didDocument(account, origin),
  });
  const open = (account: Account, origin: string) => ({
    ...describe(account, origin),
    accessJwt: issue(account, 'access', ACCESS_MS),
    refreshJwt: issue(account, 'refresh', 90 * 86_400_000),
  });
  const check = (exchange: Exchange, kind: Token['kind']): { account: Account } | { refused: Answer } => {
    const given = bearer(exchange);
    if (!given) return { refused: no(401, 'AuthMissing', 'Authentication Required') };
    const token = tokens.get(given);
    if (!token || token.kind !== kind) return { refused: no(400, 'InvalidToken', 'Token could not be verified') };
    if (token.until <= world.now()) return { refused: no(400, 'ExpiredToken', 'Token has expired') };
    return { account: token.account };
  };
  const caller: Sessions['caller'] = (exchange) => check(exchange, 'access');

  return {
    caller,
    expire: () => tokens.forEach((token) => token.kind === 'access' && (token.until = 0)),
    routes: {
      'POST /xrpc/com.atproto.server.createSession': async (exchange) => {
        const { identifier, password } = await readFields(exchange);
        const who = text(identifier).toLowerCase().replace(/^@/, '');
        const account = world.accounts.find((one) => [handleOf(one), didOf(one), `${one.name}@fakenet.test`].includes(who));
        if (!account || text(password) !== passwordOf(account)) return no(401, 'AuthenticationRequired', 'Invalid identifier or password');
        return json(200, open(account, exchange.origin));
      },
      'POST /xrpc/com.atproto.server.refreshSession': (exchange) => {
        const given = check(exchange, 'refresh');
        return 'refused' in given ? given.refused : json(200, open(given.account, exchange.origin));
      },
      'GET /xrpc/com.atproto.server.getSession': (exchange) => {
        const given = caller(exchange);
        return 'refused' in given ? given.refused : json(200, describe(given.account, exchange.origin));
      },
    },
  };
}

/** What the PLC directory says of an account, and where its PDS is. */
export const didDocument = (account: Account, pds: string) => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: didOf(account),
  alsoKnownAs: [`at://${handleOf(account)}`],
  verificationMethod: [
    { id: `${didOf(account)}#atproto`, type: 'Multikey', controller: didOf(account), publicKeyMultibase: 'zQ3shfakenet' },
  ],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: pds }],
});
