import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Line, Network } from '../contract.ts';
import { lineOf, networksOn, orderOf, signal } from '../../../tests/worlds/lines.ts';
import { faults, startFakenet, webhookSecretOf, type Fakenet } from '../../../tests/worlds/fakenet/index.ts';
import { publish } from './publish.ts';
import { rules } from './rules.ts';
import { signedHeaders } from '#plumbing/http';

let net: Fakenet;
let network: Network;
beforeEach(async () => {
  net = await startFakenet({ networks: ['webhook'] });
  network = networksOn(net).webhook;
});
afterEach(() => net.stop());

const address = (): string => `${net.addresses.webhook}/hooks/${net.accounts[0]!.name}`;
const connect = async (): Promise<Line> =>
  lineOf(await network.connection!.connect({ address: address(), secret: webhookSecretOf(net.accounts[0]!) }, signal()));

test('the signature is the one of Standard Webhooks', () => {
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const at = new Date('2021-02-25T17:15:23Z');
  const headers = signedHeaders(`whsec_${key.toString('base64')}`, 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}');
  const expected = createHmac('sha256', key).update('msg_p5jXN8AQM9LWM0D4loKWxJek.1614273323.{"test": 2432232314}').digest('base64');
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614273323',
    'webhook-signature': `v1,${expected}`,
  });
});

test('one signed POST under the publication’s own id; the receiver accepts it', async () => {
  const line = await connect();
  expect(network.onceClass(line)).toBe('N');
  const order = orderOf('Bonjour');
  expect(await network.publish({ line, signal: signal() }, order)).toMatchObject({ kind: 'published', remoteId: order.opId });
  expect(net.visible('webhook')).toMatchObject([{ key: order.opId }]);
});

test('connecting posts nothing, and refuses a short secret and a closed address', async () => {
  await connect();
  expect(net.visible('webhook')).toEqual([]);
  const answer = (form: Record<string, string>) => network.connection!.connect(form, signal());
  expect(await answer({ address: address(), secret: 'short' })).toMatchObject({ code: 'secret_short', field: 'secret' });
  expect(await answer({ address: 'https://10.0.0.1/hook', secret: 'x'.repeat(30) })).toMatchObject({
    code: 'address_closed',
    field: 'address',
  });
});

test('only no byte written, 410 and 429 are certain; the rest goes to a person', async () => {
  const line = await connect();
  const verdictOn = async (status: number) => {
    net.setFaults({ rules: [{ name: 'status', share: 1, work: 'none', answer: { status, headers: { 'retry-after': '7' } } }] });
    return network.publish({ line, signal: signal() }, orderOf('x'));
  };
  expect(await verdictOn(410)).toMatchObject({ kind: 'refused', code: 'endpoint_gone' });
  expect(await verdictOn(429)).toMatchObject({ kind: 'refused', code: 'rate_limited', retryAt: expect.any(Date) });
  for (const status of [302, 400, 401, 403, 404, 409, 500, 502, 503])
    expect(await verdictOn(status), String(status)).toMatchObject({ kind: 'unclear' });
  net.setFaults({ rules: [faults.dropAnswer(1)] });
  expect(await network.publish({ line, signal: signal() }, orderOf('x'))).toMatchObject({
    kind: 'unclear',
    evidence: { bytesWritten: true },
  });
  await net.stop();
  expect(await network.publish({ line, signal: signal() }, orderOf('x'))).toMatchObject({ kind: 'refused', code: 'not_sent' });
});

test('nothing can be read back, and it says so', async () => {
  const line = await connect();
  expect(await network.look({ line, signal: signal() }, orderOf('x'))).toMatchObject({ kind: 'unreadable', code: 'no_lookup' });
  expect(await network.isLive({ line, signal: signal() }, 'x')).toBe('unknown');
});

test('a thread is not known here', () => {
  const codes = rules.check({ text: 'x', title: '', thread: ['y'], media: [] }, {}).map((check) => check.code);
  expect(codes).toEqual(['thread_not_known']);
});

test('media are said with the address where the receiver fetches them', async () => {
  const line = await connect();
  const bodies: string[] = [];
  const http = {
    send: async (asked: { body?: unknown }) => {
      bodies.push(String(asked.body));
      return { kind: 'answer' as const, status: 204, headers: {}, body: Buffer.alloc(0) };
    },
  };
  const mediaAddress = (workspaceId: string, mediaId: string) => `https://palabre.example/${workspaceId}/${mediaId}`;
  const photo = { mediaId: 'm1', sha256: 's', mime: 'image/jpeg', bytes: 9, width: 3, height: 2, alt: 'Un bar' };
  const order = orderOf('x', { payload: { text: 'x', title: '', language: 'fr', media: [photo] as never } });
  await publish({ http: http as never, now: () => new Date(), mediaAddress }, { line, signal: signal() }, order, 1_000);
  expect(JSON.parse(bodies[0]!)).toMatchObject({
    data: { media: [{ id: 'm1', sha256: 's', alt: 'Un bar', url: mediaAddress(line.workspaceId, 'm1') }] },
  });
});
