import { afterEach, beforeEach, expect, test } from 'vitest';
import { sessionInMemory, type Line, type Network, type Order } from '../contract.ts';
import { lineOf, networksOn, orderOf, signal } from '../../../tests/worlds/lines.ts';
import { didOf, faults, handleOf, passwordOf, startFakenet, type Fakenet } from '../../../tests/worlds/fakenet/index.ts';
import { preparedOf, recordOf } from './record.ts';
import { tidOf } from './tid.ts';

let net: Fakenet;
let network: Network;
beforeEach(async () => {
  net = await startFakenet({ networks: ['bluesky'] });
  network = networksOn(net).bluesky;
});
afterEach(() => net.stop());

const form = (more: Record<string, string> = {}): Record<string, string> => ({
  handle: `@${handleOf(net.accounts[0]!)}`,
  password: passwordOf(net.accounts[0]!),
  address: net.addresses.bluesky,
  ...more,
});
const connect = async (): Promise<Line> => lineOf(await network.connection!.connect(form(), signal()));
const PHOTO = { mediaId: 'm1', sha256: '', mime: 'image/jpeg', bytes: 4, width: 40, height: 30, alt: 'Le marché' };
const bytes = async (): Promise<Uint8Array> => Buffer.from('ffd8ffe0', 'hex');
const extraOf = (verdict: { kind: string; remoteId?: string; extra?: Record<string, unknown> }) => ({
  remoteId: verdict.remoteId!,
  remoteUrl: null,
  extra: verdict.extra ?? {},
});

test('connecting finds the account’s own server and who it is', async () => {
  const line = await connect();
  expect(line.networkUserId).toBe(didOf(net.accounts[0]!));
  expect(line.address).toBe(net.addresses.bluesky);
  expect(network.onceClass(line)).toBe('R');
  expect(await network.whoAmI({ line, signal: signal() })).toMatchObject({
    kind: 'known',
    identity: { networkUserId: line.networkUserId },
  });
});

test('a wrong password, an unknown handle and a text that is none are told apart', async () => {
  const codeOf = async (more: Record<string, string>): Promise<unknown> => network.connection!.connect(form(more), signal());
  expect(await codeOf({ password: 'wrong' })).toMatchObject({ code: 'password_refused', field: 'password' });
  expect(await codeOf({ handle: 'personne.bsky.test' })).toMatchObject({ code: 'handle_unknown', field: 'handle' });
  expect(await codeOf({ handle: 'pas un nom' })).toMatchObject({ code: 'handle', field: 'handle' });
  expect(await codeOf({ password: '' })).toMatchObject({ code: 'password_missing' });
});

test('a record with a picture and a mention: written once under our own key, found, live', async () => {
  const line = await connect();
  const text = `Merci @${handleOf(net.accounts[1]!)} et @personne.example #Lomé https://example.com/a`;
  const order = orderOf(text, { payload: { text, title: '', language: 'fr', media: [PHOTO] } });
  expect(network.needsPreparation(line, order.payload)).toBe(true);
  const step = await network.prepare({ line, signal: signal() }, order, bytes);
  if (step.kind !== 'ready') throw new Error(JSON.stringify(step));
  expect(step.prepared['mentions']).toEqual({ [handleOf(net.accounts[1]!)]: didOf(net.accounts[1]!) });
  const ready = { ...order, prepared: step.prepared };
  expect(await network.look({ line, signal: signal() }, ready)).toMatchObject({ kind: 'absent' });
  const first = await network.publish({ line, signal: signal() }, ready);
  expect(first).toMatchObject({ kind: 'published', remoteId: `at://${line.networkUserId}/app.bsky.feed.post/${tidOf(order.opId)}` });
  const again = await network.publish({ line, signal: signal() }, ready);
  expect(again).toMatchObject({ kind: 'published', extra: (first as { extra: object }).extra });
  expect(net.visible('bluesky')).toHaveLength(1);
  expect(await network.look({ line, signal: signal() }, ready)).toMatchObject({ kind: 'found' });
  expect(await network.isLive({ line, signal: signal() }, extraOf(first).remoteId)).toBe('live');
  expect(await network.isLive({ line, signal: signal() }, `at://${line.networkUserId}/app.bsky.feed.post/3laaaaaaaaaaa`)).toBe('gone');
});

test('a link’s card is what was frozen: its picture uploaded, no page read; pictures of the post take its place', async () => {
  const line = await connect();
  const url = 'https://tantine.example/b7';
  const card = { url, title: 'Le menu', description: 'De midi', thumb: PHOTO };
  const payload = { text: `Midi ${url}`, title: '', language: 'fr', media: [], card };
  const order = orderOf(payload.text, { payload });
  expect(network.needsPreparation(line, payload)).toBe(true);
  const step = await network.prepare({ line, signal: signal() }, order, bytes);
  if (step.kind !== 'ready') throw new Error(JSON.stringify(step));
  expect(step.prepared).toMatchObject({ images: [], thumb: { mediaId: PHOTO.mediaId } });
  const ready = { ...order, prepared: step.prepared };
  const external = { uri: url, title: 'Le menu', description: 'De midi', thumb: preparedOf(ready).thumb!.blob };
  expect(recordOf(ready, null)['embed']).toEqual({ $type: 'app.bsky.embed.external', external });
  expect(await network.publish({ line, signal: signal() }, ready)).toMatchObject({ kind: 'published' });
  const both = await network.prepare({ line, signal: signal() }, orderOf('x', { payload: { ...payload, media: [PHOTO] } }), bytes);
  expect(both).toMatchObject({ prepared: { images: [{ mediaId: PHOTO.mediaId }], thumb: null } });
});

test('an upload swept before its record: refused without effect, prepared again from nothing, out once with its picture', async () => {
  const line = await connect();
  const order = orderOf('Photo balayée', { payload: { text: 'Photo balayée', title: '', language: 'fr', media: [PHOTO] } });
  const prepare = async (from: Order): Promise<Order> => {
    const step = await network.prepare({ line, signal: signal() }, from, bytes);
    if (step.kind !== 'ready') throw new Error(JSON.stringify(step));
    expect(step.expiresAt!.getTime()).toBeLessThan(Date.now() + 60 * 60_000);
    return { ...from, prepared: step.prepared };
  };
  const swept = await prepare(order);
  net.sweepBlobs();
  expect(await network.publish({ line, signal: signal() }, swept)).toMatchObject({ kind: 'refused', code: 'media_gone' });
  expect(await network.publish({ line, signal: signal() }, await prepare(swept))).toMatchObject({ kind: 'published' });
  expect(net.visible('bluesky').map((post) => post.media)).toEqual([1]);
});

test('a record under our own id is found whoever it is credited to: publishing compares, and asks a person', async () => {
  const line = await connect();
  const order = orderOf('Le même texte');
  const { remoteId } = extraOf(await network.publish({ line, signal: signal() }, order));
  const twin = await network.publish({ line, signal: signal() }, orderOf('Le même texte'));
  expect(await network.look({ line, signal: signal() }, { ...order, taken: [extraOf(twin).remoteId] })).toMatchObject({ remoteId });
  expect(await network.look({ line, signal: signal() }, { ...order, taken: [remoteId] })).toMatchObject({ kind: 'found', remoteId });
});

test('a lost answer is unclear; the look finds the record, and the same call again changes nothing', async () => {
  const line = await connect();
  net.setFaults({ rules: [faults.dropAnswer(1, { times: 1 })] });
  const order = orderOf('Réponse perdue');
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'unclear', evidence: { bytesWritten: true } });
  expect(await network.look({ line, signal: signal() }, order)).toMatchObject({ kind: 'found' });
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'published' });
  expect(net.visible('bluesky')).toHaveLength(1);
});

test('other words under our key are never taken for ours', async () => {
  const line = await connect();
  const order = orderOf('Les miennes');
  await network.publish({ line, signal: signal() }, orderOf('D’un autre', { opId: order.opId }));
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'unclear', code: 'InvalidSwap' });
  expect(await network.look({ line, signal: signal() }, order)).toMatchObject({ kind: 'unreadable', code: 'record_conflict' });
});

test('a thread names root and parent; a parent credited by its link alone is read first', async () => {
  const line = await connect();
  const root = await network.publish({ line, signal: signal() }, orderOf('Premier'));
  const second = await network.publish({ line, signal: signal() }, orderOf('Deuxième', { root: extraOf(root), parent: extraOf(root) }));
  const byLink = { remoteId: extraOf(second).remoteId, remoteUrl: null, extra: {} };
  const third = await network.publish({ line, signal: signal() }, orderOf('Troisième', { root: extraOf(root), parent: byLink }));
  expect([root.kind, second.kind, third.kind]).toEqual(['published', 'published', 'published']);
  const lost = { remoteId: `at://${line.networkUserId}/app.bsky.feed.post/3laaaaaaaaaaa`, remoteUrl: null, extra: {} };
  expect(await network.publish({ line, signal: signal() }, orderOf('Orphelin', { root: lost, parent: lost }))).toMatchObject({
    kind: 'refused',
    code: 'parent_gone',
  });
  expect(net.visible('bluesky')).toHaveLength(3);
});

test('an ended session is renewed: the call that met it was refused without effect, the next one passes', async () => {
  const line = await connect();
  net.expireSessions();
  const order = orderOf('Après deux heures');
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'refused', code: 'session_expired' });
  expect(net.visible('bluesky')).toHaveLength(0);
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'published' });
});

test('without a session one is opened; a dead password stops everything', async () => {
  const line = { ...(await connect()), session: sessionInMemory() };
  expect(await network.publish({ line, signal: signal() }, orderOf('Sans session'))).toMatchObject({ kind: 'published' });
  const dead = { ...line, secret: { ...line.secret, password: 'dead' }, session: sessionInMemory() };
  expect(await network.publish({ line: dead, signal: signal() }, orderOf('x'))).toMatchObject({ kind: 'refused', code: 'token_dead' });
  expect(await network.whoAmI({ line: dead, signal: signal() })).toMatchObject({ kind: 'refused', code: 'token_dead' });
});

test('what the network refuses by its own rules is refused; what it might have done is not', async () => {
  const line = await connect();
  expect(await network.publish({ line, signal: signal() }, orderOf('é'.repeat(301)))).toMatchObject({
    kind: 'refused',
    code: 'text_too_long',
  });
  for (const rule of [faults.failBefore(1), faults.failAfter(1), faults.noId(1), faults.errorBody(1)]) {
    net.setFaults({ rules: [rule] });
    expect(await network.publish({ line, signal: signal() }, orderOf(rule.name)), rule.name).toMatchObject({ kind: 'unclear' });
  }
  net.setFaults({ rules: [{ ...faults.failBefore(1), calls: 'reads' }] });
  expect(await network.look({ line, signal: signal() }, orderOf('x'))).toMatchObject({ kind: 'unreadable' });
});

test('nothing kept as evidence holds a password or a token', async () => {
  const line = await connect();
  net.setFaults({ rules: [faults.failAfter(1)] });
  const session = (await line.session.read())!;
  const seen = JSON.stringify(await network.publish({ line, signal: signal() }, orderOf('x')));
  for (const secret of [line.secret['password']!, session['accessJwt']!, session['refreshJwt']!]) expect(seen).not.toContain(secret);
});
