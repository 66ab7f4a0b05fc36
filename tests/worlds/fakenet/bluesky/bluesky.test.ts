import { afterAll, beforeAll, expect, test } from 'vitest';
import { didOf, handleOf, passwordOf, startFakenet, type Fakenet } from '../index.ts';

let net: Fakenet;
let token: string;
beforeAll(async () => {
  net = await startFakenet({ networks: ['bluesky'] });
  const session = await xrpc('com.atproto.server.createSession', { identifier: handleOf(awa()), password: passwordOf(awa()) });
  token = session.body.accessJwt as string;
});
afterAll(() => net.stop());

const awa = () => net.accounts[0]!;
const xrpc = async (method: string, body: object) => {
  const answer = await fetch(`${net.addresses.bluesky}/xrpc/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const record = (text: string) => ({ $type: 'app.bsky.feed.post', text, createdAt: '2026-12-01T08:00:00.000Z', langs: ['fr'] });
const put = (rkey: string, text: string) =>
  xrpc('com.atproto.repo.putRecord', {
    repo: didOf(awa()),
    collection: 'app.bsky.feed.post',
    rkey,
    record: record(text),
    swapRecord: null,
  });

test('the same record under the same key is one post with one cid, also three at once', async () => {
  const answers = await Promise.all([put('3kaaaaaaaaaaa', 'Bonjour'), put('3kaaaaaaaaaaa', 'Bonjour'), put('3kaaaaaaaaaaa', 'Bonjour')]);
  expect(new Set(answers.map((one) => `${one.status} ${String(one.body.cid)}`)).size).toBe(1);
  expect(net.visible('bluesky').filter((one) => one.key === '3kaaaaaaaaaaa')).toHaveLength(1);
});

test('another record under a taken key is refused by swapRecord null', async () => {
  const answer = await put('3kaaaaaaaaaaa', 'Autre chose');
  expect([answer.status, answer.body.error]).toEqual([400, 'InvalidSwap']);
});

test('creating on a taken key is an internal error, and nothing of a batch is kept', async () => {
  const create = (rkey: string) => ({
    $type: 'com.atproto.repo.applyWrites#create',
    collection: 'app.bsky.feed.post',
    rkey,
    value: record(`Fil ${rkey}`),
  });
  const answer = await xrpc('com.atproto.repo.applyWrites', {
    repo: didOf(awa()),
    writes: [create('3kbbbbbbbbbbb'), create('3kaaaaaaaaaaa')],
  });
  expect(answer.status).toBe(500);
  const read = await fetch(
    `${net.addresses.bluesky}/xrpc/com.atproto.repo.getRecord?repo=${didOf(awa())}&collection=app.bsky.feed.post&rkey=3kbbbbbbbbbbb`,
  );
  expect([read.status, ((await read.json()) as { error: string }).error]).toEqual([400, 'RecordNotFound']);
});

test('301 graphemes, 3001 bytes and an unknown picture are refused in the words of the real server', async () => {
  expect((await put('3kccccccccccc', 'é'.repeat(301))).body.message).toContain('grapheme too big (maximum 300, got 301)');
  expect((await put('3kccccccccccc', '👨‍👩‍👧‍👦'.repeat(130))).body.message).toContain('string too big');
  const embed = { $type: 'app.bsky.embed.images', images: [{ alt: '', image: { $type: 'blob', ref: { $link: 'bafkreinone' } } }] };
  const answer = await xrpc('com.atproto.repo.putRecord', {
    repo: didOf(awa()),
    collection: 'app.bsky.feed.post',
    rkey: '3kddddddddddd',
    record: { ...record('Photo'), embed },
  });
  expect(answer.body.error).toBe('BlobNotFound');
});

test('a bad token is 400 InvalidToken, an old one 400 ExpiredToken', async () => {
  const ask = async (given: string) => {
    const answer = await fetch(`${net.addresses.bluesky}/xrpc/com.atproto.server.getSession`, {
      headers: { authorization: `Bearer ${given}` },
    });
    return `${answer.status} ${((await answer.json()) as { error: string }).error}`;
  };
  expect(await ask('nope')).toBe('400 InvalidToken');
  net.expireSessions();
  expect(await ask(token)).toBe('400 ExpiredToken');
});

test('a handle leads to its account, the account to its server', async () => {
  const resolved = await fetch(`${net.addresses.bluesky}/xrpc/com.atproto.identity.resolveHandle?handle=${handleOf(awa())}`);
  const { did } = (await resolved.json()) as { did: string };
  const document = (await (await fetch(`${net.addresses.plc}/${did}`)).json()) as { service: { serviceEndpoint: string }[] };
  expect(document.service[0]!.serviceEndpoint).toBe(net.addresses.bluesky);
});
