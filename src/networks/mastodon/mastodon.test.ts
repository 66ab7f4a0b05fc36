import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Line, Network } from '../contract.ts';
import { lineOf, networksOn, orderOf, signal } from '../../../tests/worlds/lines.ts';
import { faults, startFakenet, tokenOf, type Fakenet } from '../../../tests/worlds/fakenet/index.ts';

let net: Fakenet;
let network: Network;
beforeEach(async () => {
  net = await startFakenet({ networks: ['mastodon', 'lookalike'] });
  network = networksOn(net).mastodon;
});
afterEach(() => net.stop());

const connect = async (which: 'mastodon' | 'lookalike' = 'mastodon'): Promise<Line> =>
  lineOf(await network.connection!.connect({ address: net.addresses[which], token: tokenOf(net.accounts[0]!) }, signal()));
const PHOTO = { mediaId: 'm1', sha256: '', mime: 'image/png', bytes: 8, width: 2, height: 2, alt: 'Deux « points »' };
const bytes = async (): Promise<Uint8Array> => Buffer.from('89504e470d0a1a0a', 'hex');

test('connecting tells who it is, what the server takes, and whether its key can be hung on to', async () => {
  const line = await connect();
  expect(network.onceClass(line)).toBe('K');
  expect(line.facts).toMatchObject({ software: 'mastodon', maxCharacters: 500, reservedPerUrl: 23, maxMedia: 4 });
  const who = await network.whoAmI({ line, signal: signal() });
  expect(who).toMatchObject({ kind: 'known', identity: { networkUserId: line.networkUserId, displayName: expect.any(String) } });
  expect(network.onceClass(await connect('lookalike'))).toBe('L');
});

test('a wrong token, a wrong address and a server that is none are told apart', async () => {
  const form = (address: string, token: string) => network.connection!.connect({ address, token }, signal());
  expect(await form(net.addresses.mastodon, 'wrong')).toMatchObject({ kind: 'refused', code: 'token_refused', field: 'token' });
  expect(await form(net.addresses.mastodon, '')).toMatchObject({ kind: 'refused', code: 'token_missing' });
  expect(await form('http://?', 'x')).toMatchObject({ kind: 'refused', code: 'address' });
  expect(await form('https://127.0.0.1:1', 'x')).toMatchObject({ kind: 'refused', code: 'not_mastodon' });
});

test('a status with a picture: uploaded, published once under its key, found, live', async () => {
  const line = await connect();
  const order = orderOf('Le menu du dimanche #Lomé', {
    payload: { text: 'Le menu du dimanche #Lomé', title: '', language: 'fr', media: [PHOTO] },
  });
  let prepared = {};
  for (;;) {
    const step = await network.prepare({ line, signal: signal() }, { ...order, prepared }, bytes);
    if (step.kind !== 'ready' && step.kind !== 'processing') throw new Error(JSON.stringify(step));
    prepared = step.prepared;
    if (step.kind === 'ready') break;
  }
  const ready = { ...order, prepared };
  expect(await network.look({ line, signal: signal() }, ready)).toMatchObject({ kind: 'absent' });
  const first = await network.publish({ line, signal: signal() }, ready);
  expect(first).toMatchObject({ kind: 'published', remoteUrl: expect.stringContaining('http') });
  expect(await network.publish({ line, signal: signal() }, ready)).toMatchObject({ kind: 'published', remoteId: remoteIdOf(first) });
  expect(net.visible('mastodon')).toHaveLength(1);
  expect(await network.look({ line, signal: signal() }, ready)).toMatchObject({ kind: 'found', remoteId: remoteIdOf(first) });
  expect(await network.isLive({ line, signal: signal() }, remoteIdOf(first))).toBe('live');
  expect(await network.isLive({ line, signal: signal() }, '999999')).toBe('gone');
});

test.each(['mastodon', 'lookalike'] as const)('a lost answer on a %s is unclear, and the look finds the one status', async (which) => {
  const line = await connect(which);
  net.setFaults({ rules: [faults.dropAnswer(1, { times: 1 })] });
  const order = orderOf('Réponse perdue @kossi@ailleurs.example https://example.com/a');
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'unclear', evidence: { bytesWritten: true } });
  expect(await network.look({ line, signal: signal() }, order)).toMatchObject({ kind: 'found' });
  expect(net.visible(which)).toHaveLength(1);
});

test('a thread hangs on its parent, and the same words under another parent are not ours', async () => {
  const line = await connect();
  const parent = await network.publish({ line, signal: signal() }, orderOf('Premier'));
  const anchor = { remoteId: remoteIdOf(parent), remoteUrl: null, extra: {} };
  const child = orderOf('La suite', { root: anchor, parent: anchor });
  expect(await network.publish({ line, signal: signal() }, child)).toMatchObject({ kind: 'published' });
  expect(await network.look({ line, signal: signal() }, child)).toMatchObject({ kind: 'found' });
  const stranger = { ...orderOf('La suite'), parent: { ...anchor, remoteId: '424242' } };
  expect(await network.look({ line, signal: signal() }, stranger)).toMatchObject({ kind: 'absent' });
});

test.each(['mastodon', 'lookalike'] as const)(
  'the same text sent twice on purpose to a %s: each is evidence of itself only',
  async (which) => {
    const line = await connect(which);
    const first = remoteIdOf(await network.publish({ line, signal: signal() }, orderOf('Bonjour')));
    const order = orderOf('Bonjour', { taken: [first] });
    expect(await network.look({ line, signal: signal() }, order)).toMatchObject({ kind: 'absent' });
    const second = remoteIdOf(await network.publish({ line, signal: signal() }, order));
    expect(await network.look({ line, signal: signal() }, order)).toMatchObject({ kind: 'found', remoteId: second });
  },
);

test('an answer given with the very words of a post is not that post', async () => {
  const line = await connect('lookalike');
  const asked = remoteIdOf(await network.publish({ line, signal: signal() }, orderOf('On mange où ?')));
  const parent = { remoteId: asked, remoteUrl: null, extra: {} };
  await network.publish({ line, signal: signal() }, orderOf('Merci', { root: parent, parent }));
  expect(await network.look({ line, signal: signal() }, orderOf('Merci'))).toMatchObject({ kind: 'absent' });
});

test('every status back to the intent is read, page after page', async () => {
  const line = await connect('lookalike');
  const old = orderOf('La toute première');
  await network.publish({ line, signal: signal() }, old);
  for (let n = 0; n < 45; n += 1) await network.publish({ line, signal: signal() }, orderOf(`Suivante ${n}`));
  expect(await network.look({ line, signal: signal() }, old)).toMatchObject({ kind: 'found' });
});

test('what the network refuses by its own rules is refused; what it might have done is not', async () => {
  const line = await connect();
  expect(await network.publish({ line, signal: signal() }, orderOf('x'.repeat(501)))).toMatchObject({
    kind: 'refused',
    code: 'text_too_long',
  });
  const dead = { ...line, secret: { token: 'dead' } };
  expect(await network.publish({ line: dead, signal: signal() }, orderOf('x'))).toMatchObject({ kind: 'refused', code: 'token_dead' });
  expect(await network.whoAmI({ line: dead, signal: signal() })).toMatchObject({ kind: 'refused', code: 'token_dead' });
  for (const rule of [faults.failBefore(1), faults.failAfter(1), faults.noId(1), faults.errorBody(1)]) {
    net.setFaults({ rules: [rule] });
    expect(await network.publish({ line, signal: signal() }, orderOf(rule.name)), rule.name).toMatchObject({ kind: 'unclear' });
  }
});

test('“too many” is believed where the key protects us, and looked up where nothing does', async () => {
  const busy = { rules: [faults.lyingRefusal(1, 429)] };
  const [real, like] = [await connect(), await connect('lookalike')];
  net.setFaults(busy);
  expect(await network.publish({ line: real, signal: signal() }, orderOf('a'))).toMatchObject({
    kind: 'refused',
    code: 'rate_limited',
    retryAt: expect.any(Date),
  });
  expect(await network.publish({ line: like, signal: signal() }, orderOf('b'))).toMatchObject({ kind: 'unclear' });
});

test('a list that cannot be read proves nothing', async () => {
  const line = await connect();
  net.setFaults({ rules: [{ ...faults.failBefore(1), calls: 'reads' }] });
  expect(await network.look({ line, signal: signal() }, orderOf('x'))).toMatchObject({ kind: 'unreadable' });
  expect(await network.isLive({ line, signal: signal() }, '1')).toBe('unknown');
});

test('nothing that is kept as evidence holds the token', async () => {
  const line = await connect();
  const verdicts = [await network.publish({ line, signal: signal() }, orderOf(`Voici ${line.secret['token']}`))];
  expect(JSON.stringify(verdicts)).not.toContain(line.secret['token']);
});

const remoteIdOf = (verdict: { kind: string; remoteId?: string }): string => {
  if (!verdict.remoteId) throw new Error(JSON.stringify(verdict));
  return verdict.remoteId;
};
