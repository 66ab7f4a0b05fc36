import { afterAll, beforeAll, expect, test } from 'vitest';
import { passwordOf, startFakenet, type Fakenet } from '../index.ts';

let net: Fakenet;
beforeAll(async () => void (net = await startFakenet({ networks: ['wordpress'] })));
afterAll(() => net.stop());

const call = async (method: string, path: string, body?: object, user = 0) => {
  const account = net.accounts[user]!;
  const answer = await fetch(`${net.addresses.wordpress}/wp-json/wp/v2${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${account.name}:${passwordOf(account)}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> & { length: number } };
};

test('a taken slug becomes -2, for drafts too, and drafts are found by slug only with the password', async () => {
  const draft = { title: 'Menu', content: '<p>Menu</p>', slug: 'palabre-1', status: 'draft' };
  const [first, second] = [await call('POST', '/posts', draft), await call('POST', '/posts', draft)];
  expect([first.body.slug, second.body.slug]).toEqual(['palabre-1', 'palabre-1-2']);
  expect((await call('GET', '/posts?slug=palabre-1&status=any&context=edit')).body).toHaveLength(1);
  expect((await fetch(`${net.addresses.wordpress}/wp-json/wp/v2/posts?slug=palabre-1&status=any`)).status).toBe(401);
  expect(net.visible()).toHaveLength(0);
});

test('publishing twice shows one post', async () => {
  const { body } = await call('POST', '/posts', { title: 'Une fois', slug: 'une-fois', status: 'draft' });
  for (let n = 0; n < 2; n += 1) expect((await call('POST', `/posts/${String(body.id)}`, { status: 'publish' })).status).toBe(200);
  expect(net.visible('wordpress').filter((one) => one.key === 'une-fois')).toHaveLength(1);
  expect((await fetch(`${net.addresses.wordpress}/une-fois/`)).status).toBe(200);
});

test('a wrong password, a contributor and a drawing are refused as the real one refuses them', async () => {
  const wrong = await fetch(`${net.addresses.wordpress}/wp-json/wp/v2/users/me`, {
    headers: { authorization: `Basic ${Buffer.from('awa:non').toString('base64')}` },
  });
  expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([401, 'rest_not_logged_in']);
  expect((await call('POST', '/posts', { title: 'Non', status: 'publish' }, 2)).body.code).toBe('rest_cannot_publish');
  const svg = await fetch(`${net.addresses.wordpress}/wp-json/wp/v2/media`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`awa:${passwordOf(net.accounts[0]!)}`).toString('base64')}`,
      'content-type': 'image/svg+xml',
      'content-disposition': 'attachment; filename="a.svg"',
    },
    body: '<svg/>',
  });
  expect([svg.status, ((await svg.json()) as { code: string }).code]).toEqual([500, 'rest_upload_sideload_error']);
});

test('the home page leads to the REST root', async () => {
  const link = (await fetch(net.addresses.wordpress)).headers.get('link');
  const root = /<([^>]+)>; rel="https:\/\/api.w.org\/"/.exec(link!)![1]!;
  expect(((await (await fetch(root)).json()) as { namespaces: string[] }).namespaces).toContain('wp/v2');
});

test('sorted by id, pages hold every post once; sorted by date they may not', async () => {
  for (let n = 0; n < 30; n += 1) await call('POST', '/posts', { title: `Lot ${n}`, slug: `lot-${n}`, status: 'draft' });
  const read = async (orderby: string) => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => call('GET', `/posts?status=draft&context=edit&per_page=10&page=${page}&orderby=${orderby}`)),
    );
    return new Set(pages.flatMap((one) => Object.values(one.body as object).map((post: { id: number }) => post.id))).size;
  };
  expect(await read('id')).toBe(30);
  expect(await read('date')).toBeLessThan(30);
});
