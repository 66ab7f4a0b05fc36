import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Line, Network, Order } from '../contract.ts';
import { lineOf, networksOn, orderOf, signal } from '../../../tests/worlds/lines.ts';
import { faults, passwordOf, startFakenet, type Fakenet } from '../../../tests/worlds/fakenet/index.ts';
import { contentOf, slugOf, titleOf } from './article.ts';

let net: Fakenet;
let network: Network;
beforeEach(async () => {
  net = await startFakenet({ networks: ['wordpress'] });
  network = networksOn(net).wordpress;
});
afterEach(() => net.stop());

const form = (more: Record<string, string> = {}): Record<string, string> => ({
  address: net.addresses.wordpress,
  user: 'awa',
  password: passwordOf(net.accounts[0]!),
  ...more,
});
const connect = async (): Promise<Line> => lineOf(await network.connection!.connect(form(), signal()));
const article = (title: string, media: Order['payload']['media'] = []): Order =>
  orderOf('Le **menu** du dimanche.', { payload: { text: 'Le **menu** du dimanche.', title, language: 'fr', media } });
const PHOTO = {
  mediaId: '019bd1f0-0000-7000-8000-0000000000aa',
  sha256: '',
  mime: 'image/jpeg',
  bytes: 4,
  width: 40,
  height: 30,
  alt: 'Le marché',
};
const bytes = async (): Promise<Uint8Array> => Buffer.from('ffd8ffe0', 'hex');

async function prepared(line: Line, order: Order): Promise<Order> {
  const step = await network.prepare({ line, signal: signal() }, order, bytes);
  if (step.kind !== 'ready') throw new Error(JSON.stringify(step));
  return { ...order, prepared: step.prepared };
}

test('connecting finds the REST root from the site’s own address', async () => {
  const line = await connect();
  expect(line.address).toContain('wp-json');
  expect(line.facts).toMatchObject({ mayUpload: true });
  expect(network.onceClass(line)).toBe('C');
  expect(await network.whoAmI({ line, signal: signal() })).toMatchObject({
    kind: 'known',
    identity: { networkUserId: line.networkUserId },
  });
});

test('a wrong password, a contributor and a site that is none are told apart', async () => {
  const answer = (more: Record<string, string>) => network.connection!.connect(form(more), signal());
  expect(await answer({ password: 'wrong' })).toMatchObject({ code: 'app_password_refused', field: 'password' });
  expect(await answer({ user: 'stagiaire', password: passwordOf(net.accounts[2]!) })).toMatchObject({ code: 'role_too_small' });
  expect(await answer({ address: 'https://127.0.0.1:1' })).toMatchObject({ code: 'unreachable', field: 'address' });
  expect(await answer({ address: '' })).toMatchObject({ code: 'address' });
});

test('an article with a picture: an invisible draft, one call that publishes it, and again without harm', async () => {
  const line = await connect();
  const order = await prepared(line, article('Le menu du dimanche', [PHOTO]));
  expect(net.visible('wordpress')).toHaveLength(0);
  expect(await network.look({ line, signal: signal() }, order)).toMatchObject({ kind: 'absent' });
  const first = await network.publish({ line, signal: signal() }, order);
  expect(first).toMatchObject({ kind: 'published', remoteUrl: expect.stringContaining(slugOf(order)) });
  const { remoteId } = first as { remoteId: string };
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'published', remoteId });
  expect(await network.look({ line, signal: signal() }, order)).toMatchObject({ kind: 'found', remoteId });
  expect(net.visible('wordpress')).toHaveLength(1);
  expect(await network.isLive({ line, signal: signal() }, remoteId)).toBe('live');
  expect(await network.isLive({ line, signal: signal() }, '99999')).toBe('gone');
});

test('a draft whose answer was lost is found by its slug, never made twice', async () => {
  const line = await connect();
  const order = article('Brouillon perdu');
  net.setFaults({ rules: [faults.dropAnswer(1, { calls: 'prepares', times: 1 })] });
  expect(await network.prepare({ line, signal: signal() }, order, bytes)).toMatchObject({ kind: 'unclear' });
  const one = await prepared(line, order);
  const two = await prepared(line, order);
  expect(one.prepared['postId']).toBe(two.prepared['postId']);
});

test('a draft that arrives late while another is made: the holder of the exact slug, by lowest id, is published', async () => {
  const line = await connect();
  const order = article('Tardif');
  net.setFaults({ rules: [faults.applyLate(1, 300, { calls: 'prepares', times: 1 })] });
  expect(await network.prepare({ line, signal: signal() }, order, bytes)).toMatchObject({ kind: 'unclear' });
  const early = await prepared(line, order);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const late = await prepared(line, order);
  expect(late.prepared['postId']).toBe(early.prepared['postId']);
  expect(await network.publish({ line, signal: signal() }, late)).toMatchObject({ kind: 'published' });
  expect(net.visible('wordpress')).toHaveLength(1);
});

test('a lost answer of the publishing call is unclear, and the post’s own state says it is out', async () => {
  const line = await connect();
  const order = await prepared(line, article('Réponse perdue'));
  net.setFaults({ rules: [faults.dropAnswer(1, { times: 1 })] });
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'unclear', evidence: { bytesWritten: true } });
  expect(await network.look({ line, signal: signal() }, order)).toMatchObject({ kind: 'found' });
});

test('two articles with the same words: each look finds its own, by draft and by slug, whoever the other is credited to', async () => {
  const line = await connect();
  const [one, two] = [await prepared(line, article('Le menu')), await prepared(line, article('Le menu'))];
  const ids: string[] = [];
  for (const order of [one, two]) ids.push(((await network.publish({ line, signal: signal() }, order)) as { remoteId: string }).remoteId);
  expect(ids[0]).not.toBe(ids[1]);
  for (const taken of [[ids[0]!], [ids[1]!], ids])
    for (const order of [two, { ...two, prepared: {} }])
      expect(await network.look({ line, signal: signal() }, { ...order, taken })).toMatchObject({ kind: 'found', remoteId: ids[1] });
});

test('what is refused is refused for good; what might have been done is not', async () => {
  const line = await connect();
  const svg = { ...PHOTO, mime: 'image/svg+xml' };
  expect(await network.prepare({ line, signal: signal() }, article('SVG', [svg]), bytes)).toMatchObject({
    kind: 'refused',
    code: 'media_refused',
  });
  const gone = { ...article('Disparu'), prepared: { postId: 99_999 } };
  expect(await network.publish({ line, signal: signal() }, gone)).toMatchObject({ kind: 'refused', code: 'draft_gone' });
  const dead = { ...line, secret: { ...line.secret, password: 'dead' } };
  const order = await prepared(line, article('Refus'));
  expect(await network.publish({ line: dead, signal: signal() }, order)).toMatchObject({ kind: 'refused', code: 'token_dead' });
  for (const rule of [faults.failBefore(1), faults.failAfter(1), faults.noId(1), faults.errorBody(1), faults.lyingRefusal(1, 429)]) {
    net.setFaults({ rules: [rule] });
    expect(await network.publish({ line, signal: signal() }, order), rule.name).toMatchObject({ kind: 'unclear' });
  }
});

test('Markdown becomes HTML, HTML stays text, and the first line is the title where none was given', () => {
  const payload = { text: '# Le *menu*\n<script>alert(1)</script>\nhttps://example.com', title: '', language: 'fr', media: [] };
  expect(titleOf(payload)).toBe('Le menu');
  const html = contentOf(payload, [
    { mediaId: 'm', id: 3, url: 'https://x/"onerror=.jpg', mime: 'image/jpeg', alt: 'un' },
    { mediaId: 'n', id: 4, url: 'https://x/b.jpg', mime: 'image/jpeg', alt: '"deux"' },
  ]);
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain('<a href="https://example.com">');
  expect(html).toContain('alt="&quot;deux&quot;"');
  expect(html).not.toContain('wp-image-3');
});

test('the slug has readable words and a part nobody else has, the same at every attempt', () => {
  const order = article('Où manger à Lomé ? Épisode 3');
  expect(slugOf(order)).toMatch(/^ou-manger-a-lome-episode-3-[0-9a-f]{10}$/);
  expect(slugOf(order)).toBe(slugOf({ ...order }));
  expect(slugOf(article('Voir https://example.com/menu demain'))).toMatch(/^voir-demain-[0-9a-f]{10}$/);
  expect(slugOf(article('🎉'))).toMatch(/^[0-9a-f]{10}$/);
  expect(slugOf(article('mot '.repeat(40)))).toMatch(/^(mot-){15}[0-9a-f]{10}$/);
  expect(slugOf(article('Où manger à Lomé ? Épisode 3'))).not.toBe(slugOf(order));
});
