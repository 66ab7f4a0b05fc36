import { findRoute, json, page, type Exchange, type Routes } from '../exchange.ts';
import type { FakeNetwork, World } from '../world.ts';
import { capabilities, guardOf, no } from './guard.ts';
import { mediaRoutes } from './media.ts';
import { posts } from './posts.ts';

/** A WordPress site: REST API with application passwords, drafts, and the public pages. Class C. */
export function fakeWordpress(world: World): FakeNetwork {
  const guard = guardOf(world);
  const written = posts(world, guard);
  const discovery = (exchange: Exchange) => ({ link: `<${exchange.origin}/wp-json/>; rel="https://api.w.org/"` });
  const home = (exchange: Exchange, body: string) =>
    page(
      200,
      `<!doctype html><link rel="https://api.w.org/" href="${exchange.origin}/wp-json/" /><title>Fakenet</title>${body}`,
      discovery(exchange),
    );
  const root = (exchange: Exchange) =>
    json(200, {
      name: 'Fakenet',
      description: '',
      url: exchange.origin,
      home: exchange.origin,
      gmt_offset: '0',
      timezone_string: '',
      namespaces: ['oembed/1.0', 'wp/v2'],
      authentication: {
        'application-passwords': { endpoints: { authorization: `${exchange.origin}/wp-admin/authorize-application.php` } },
      },
      routes: {},
    });
  const routes: Routes = {
    'HEAD /': (exchange) => ({ status: 200, headers: discovery(exchange) }),
    'GET /': (exchange) => {
      const id = exchange.url.searchParams.get('p');
      if (!id)
        return home(
          exchange,
          written
            .published()
            .map((post) => `<a href="/${post.slug}/">${post.title}</a>`)
            .join(''),
        );
      const post = written.published().find((one) => String(one.id) === id);
      return post ? { status: 301, headers: { location: `${exchange.origin}/${post.slug}/` } } : page(404, 'Not found');
    },
    'GET /wp-json/': root,
    'GET /wp-json': root,
    'GET /wp-json/wp/v2/users/me': (exchange) =>
      guard(exchange, (account) =>
        json(200, {
          id: world.accounts.indexOf(account) + 1,
          name: account.name[0]!.toUpperCase() + account.name.slice(1),
          slug: account.name,
          link: `${exchange.origin}/author/${account.name}/`,
          ...(exchange.url.searchParams.get('context') === 'edit'
            ? { username: account.name, roles: [account.role ?? 'editor'], capabilities: capabilities(account) }
            : {}),
        }),
      ),
    ...written.routes,
    ...mediaRoutes(guard),
    'GET /:slug/': (exchange) => {
      const post = written.published().find((one) => one.slug === exchange.params.slug);
      return post ? page(200, `<title>${post.title}</title><h1>${post.title}</h1>${post.content}`) : page(404, 'Not found');
    },
  };
  return {
    name: 'wordpress',
    handle: (exchange) => {
      const route = exchange.url.searchParams.get('rest_route');
      if (route) exchange.url.pathname = `/wp-json${route}`;
      return findRoute(routes, exchange)?.() ?? no(404, 'rest_no_route', 'No route was found matching the URL and request method.');
    },
    keyOf: (exchange) =>
      /"slug":"([^"]+)"/.exec(exchange.headers['content-type']?.includes('json') ? exchange.body.toString() : '')?.[1] ?? null,
  };
}
