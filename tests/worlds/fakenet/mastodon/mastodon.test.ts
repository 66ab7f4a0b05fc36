import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFakenet, tokenOf, type Fakenet } from '../index.ts';

let net: Fakenet;
const clock = { at: Date.parse('2026-12-01T08:00:00Z') };
beforeAll(async () => void (net = await startFakenet({ now: () => clock.at, networks: ['mastodon', 'lookalike'] })));
afterAll(() => net.stop());

const post = async (network: 'mastodon' | 'lookalike', status: string, key: string, extra: object = {}) => {
  const answer = await fetch(`${net.addresses[network]}/api/v1/statuses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf(net.accounts[0]!)}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ status, ...extra }),
  });
  return { status: answer.status, body: (await answer.json()) as { id: string; content: string; error?: string } };
};
const seen = (network: 'mastodon' | 'lookalike', text: string) => net.visible(network).filter((one) => one.text === text).length;

test('Mastodon answers a key again for an hour, even when two requests come at once, then forgets it', async () => {
  const [a, b] = await Promise.all([post('mastodon', 'Bonjour Lomé', 'k1'), post('mastodon', 'Bonjour Lomé', 'k1')]);
  expect(a.body.id).toBe(b.body.id);
  expect(seen('mastodon', 'Bonjour Lomé')).toBe(1);
  clock.at += 3_600_001;
  await post('mastodon', 'Bonjour Lomé', 'k1');
  expect(seen('mastodon', 'Bonjour Lomé')).toBe(2);
});

test('the lookalike ignores the key: two posts', async () => {
  await post('lookalike', 'Bonjour Lomé', 'k1');
  await post('lookalike', 'Bonjour Lomé', 'k1');
  expect(seen('lookalike', 'Bonjour Lomé')).toBe(2);
});

test('only Mastodon says it is Mastodon and has the second instance document', async () => {
  const software = async (network: 'mastodon' | 'lookalike') =>
    ((await (await fetch(`${net.addresses[network]}/nodeinfo/2.0`)).json()) as { software: { name: string } }).software.name;
  expect([await software('mastodon'), await software('lookalike')]).toEqual(['mastodon', 'snac']);
  expect((await fetch(`${net.addresses.lookalike}/api/v2/instance`)).status).toBe(404);
});

test('a refused status leaves its key free and shows nothing', async () => {
  const long = await post('mastodon', 'é'.repeat(501), 'k-long');
  expect(long.status).toBe(422);
  expect((await post('mastodon', 'court', 'k-long')).status).toBe(200);
});

test('an account lists its statuses newest first, page by page, as HTML', async () => {
  for (let n = 1; n <= 5; n += 1) await post('lookalike', `Page ${n} https://exemple.tg/menu #Lomé`, `p${n}`);
  const me = (await (
    await fetch(`${net.addresses.lookalike}/api/v1/accounts/verify_credentials`, {
      headers: { authorization: `Bearer ${tokenOf(net.accounts[0]!)}` },
    })
  ).json()) as { id: string };
  const first = await fetch(`${net.addresses.lookalike}/api/v1/accounts/${me.id}/statuses?limit=2`);
  const statuses = (await first.json()) as { content: string }[];
  expect(statuses).toHaveLength(2);
  expect(statuses[0]!.content).toContain('<p>Page 5 <a href="https://exemple.tg/menu"');
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link')!)![1]!;
  expect(((await (await fetch(next)).json()) as { content: string }[])[0]!.content).toContain('Page 3');
});

test('a thread answers its parent; an unknown parent is refused', async () => {
  const root = await post('mastodon', 'Fil 1', 't1');
  await post('mastodon', 'Fil 2', 't2', { in_reply_to_id: root.body.id });
  expect(net.visible('mastodon').at(-1)!.parent).toBe(root.body.id);
  expect((await post('mastodon', 'Fil 3', 't3', { in_reply_to_id: '1' })).status).toBe(404);
});

test('one picture serves one status', async () => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array([137, 80, 78, 71])], { type: 'image/png' }), 'a.png');
  const headers = { authorization: `Bearer ${tokenOf(net.accounts[0]!)}` };
  const { id } = (await (await fetch(`${net.addresses.mastodon}/api/v2/media`, { method: 'POST', headers, body: form })).json()) as {
    id: string;
  };
  expect((await post('mastodon', 'Photo', 'm1', { media_ids: [id] })).status).toBe(200);
  expect((await post('mastodon', 'Encore', 'm2', { media_ids: [id] })).status).toBe(422);
});

test('the code flow gives the token of whoever says yes, once', async () => {
  const at = net.addresses.mastodon;
  const redirect = 'http://localhost/back';
  const register = await fetch(`${at}/api/v1/apps`, {
    method: 'POST',
    body: new URLSearchParams({ client_name: 'Palabre', redirect_uris: redirect, scopes: 'read write' }),
  });
  const app = (await register.json()) as { client_id: string; client_secret: string };
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: redirect,
    scope: 'read write',
    state: 's',
  });
  const yes = await fetch(`${at}/oauth/authorize?${query}`, {
    method: 'POST',
    body: new URLSearchParams({ account: 'awa' }),
    redirect: 'manual',
  });
  const back = new URL(yes.headers.get('location')!);
  expect(back.searchParams.get('state')).toBe('s');
  const exchange = () =>
    fetch(`${at}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'authorization_code', code: back.searchParams.get('code')!, redirect_uri: redirect, ...app }),
    });
  expect(((await (await exchange()).json()) as { access_token: string }).access_token).toBe(tokenOf(net.accounts[0]!));
  expect((await exchange()).status).toBe(400);
});
