import { expect, test } from 'vitest';
import { answerStudioOn, siteRouteOf } from './studio-host.ts';

test('before the server says its name, every request is the studio’s', () => {
  expect(siteRouteOf('blog.exemple.tg', '/')).toBeNull();
});

test.each([
  ['studio.example.com', '/login', null],
  ['STUDIO.example.com', '/', null],
  ['localhost', '/', null],
  ['127.0.0.1', '/studio/awa', null],
  ['[::1]', '/', null],
  ['192.168.1.20', '/', null],
  ['blog.exemple.tg', '/', '/s/~blog.exemple.tg'],
  ['Blog.Exemple.tg', '/trois-erreurs', '/s/~blog.exemple.tg/trois-erreurs'],
  ['blog.exemple.tg', '/studio/awa', '/s/~blog.exemple.tg/studio/awa'],
  ['blog.exemple.tg', '/s/other-site', '/s/~blog.exemple.tg/s/other-site'],
  ['blog.exemple.tg', '/_app/immutable/a.css', null],
  ['blog.exemple.tg', '/media/1/light', null],
  ['blog.exemple.tg', '/mediatheque', '/s/~blog.exemple.tg/mediatheque'],
])('%s%s goes to %s', (host, path, route) => {
  answerStudioOn('studio.example.com');
  expect(siteRouteOf(host, path)).toBe(route);
});
