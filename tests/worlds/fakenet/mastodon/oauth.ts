import { createHash, randomBytes } from 'node:crypto';
import { json, page, readFields, text, type Answer, type Exchange, type Routes } from '../exchange.ts';
import { tokenOf, type Account, type World } from '../world.ts';
import { escape } from './html.ts';

interface App {
  secret: string;
  redirects: string[];
}
interface Code {
  app: string;
  account: Account;
  redirect: string;
  challenge: string | null;
}

/** App registration and the code flow, with PKCE S256; a code serves once. The page asks which account says yes. */
export function oauthRoutes(world: World): Routes {
  const apps = new Map<string, App>();
  const codes = new Map<string, Code>();
  const known = (query: URLSearchParams): boolean =>
    Boolean(apps.get(query.get('client_id') ?? '')?.redirects.includes(query.get('redirect_uri') ?? ''));

  return {
    'POST /api/v1/apps': async (exchange) => {
      const fields = await readFields(exchange);
      const redirects = Array.isArray(fields.redirect_uris) ? fields.redirect_uris : text(fields.redirect_uris).split(/\s+/);
      if (!text(fields.client_name) || !redirects[0]) return json(422, { error: "Validation failed: Application name can't be blank" });
      const id = randomBytes(8).toString('hex');
      const secret = randomBytes(16).toString('hex');
      apps.set(id, { secret, redirects });
      return json(200, {
        id,
        name: text(fields.client_name),
        website: null,
        scopes: (text(fields.scopes) || 'read').split(' '),
        redirect_uri: redirects.join('\n'),
        redirect_uris: redirects,
        client_id: id,
        client_secret: secret,
      });
    },

    'GET /oauth/authorize': (exchange) => (known(exchange.url.searchParams) ? askPage(world, exchange) : unknownApp()),

    'POST /oauth/authorize': async (exchange) => {
      const query = exchange.url.searchParams;
      if (!known(query)) return unknownApp();
      const name = text((await readFields(exchange)).account);
      const account = world.accounts.find((one) => one.name === name);
      const back = new URL(query.get('redirect_uri')!);
      if (query.has('state')) back.searchParams.set('state', query.get('state')!);
      if (!account) back.searchParams.set('error', 'access_denied');
      else {
        const code = randomBytes(16).toString('hex');
        codes.set(code, {
          app: query.get('client_id')!,
          account,
          redirect: query.get('redirect_uri')!,
          challenge: query.get('code_challenge'),
        });
        back.searchParams.set('code', code);
      }
      return { status: 302, headers: { location: back.href } };
    },

    'POST /oauth/token': async (exchange) => {
      const fields = await readFields(exchange);
      const app = apps.get(text(fields.client_id));
      if (!app || app.secret !== text(fields.client_secret)) return json(401, { error: 'invalid_client' });
      const code = codes.get(text(fields.code));
      codes.delete(text(fields.code));
      const proven = !code?.challenge || code.challenge === createHash('sha256').update(text(fields.code_verifier)).digest('base64url');
      if (!code || code.app !== text(fields.client_id) || code.redirect !== text(fields.redirect_uri) || !proven)
        return json(400, { error: 'invalid_grant', error_description: 'The provided authorization grant is invalid.' });
      return json(200, {
        access_token: tokenOf(code.account),
        token_type: 'Bearer',
        scope: 'read write',
        created_at: Math.floor(world.now() / 1000),
      });
    },

    'POST /oauth/revoke': () => json(200, {}),
  };
}

const unknownApp = (): Answer => page(400, '<p>Unknown application or redirect address.</p>');

const askPage = (world: World, exchange: Exchange): Answer =>
  page(
    200,
    `<title>Authorize</title><form method="post" action="${escape(exchange.url.pathname + exchange.url.search)}">${world.accounts
      .map((account) => `<button name="account" value="${account.name}">Authorize as ${account.name}</button>`)
      .join('')}<button name="account" value="">Deny</button></form>`,
  );
