import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { faults, startFakenet, tokenOf, webhookSecretOf, type FaultRule, type Fakenet } from './index.ts';

let net: Fakenet;
afterEach(() => net?.stop());

const post = (text: string, options: { at?: string; signal?: AbortSignal } = {}) =>
  fetch(`${options.at ?? net.addresses.lookalike}/api/v1/statuses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf(net.accounts[0]!)}` },
    body: new URLSearchParams({ status: text }),
    signal: options.signal,
  });
const seen = () => net.visible().map((one) => one.text);
const start = async (rule: FaultRule) => void (net = await startFakenet({ networks: ['lookalike'], faults: { rules: [rule] } }));

test('a failure before the work shows nothing; one after it shows the post', async () => {
  await start(faults.failBefore(1));
  expect((await post('Avant')).status).toBe(503);
  expect(seen()).toEqual([]);
  net.setFaults({ rules: [faults.failAfter(1)] });
  expect((await post('Après')).status).toBe(502);
  expect(seen()).toEqual(['Après']);
});

test('a dropped answer leaves the post, at once or later', async () => {
  await start(faults.dropAnswer(1));
  await expect(post('Tout de suite')).rejects.toThrow();
  expect(seen()).toEqual(['Tout de suite']);
  net.setFaults({ rules: [faults.applyLate(1, 200)] });
  await expect(post('Plus tard')).rejects.toThrow();
  await expect.poll(seen, { timeout: 20_000 }).toEqual(['Tout de suite', 'Plus tard']);
});

test('a lying refusal says no and did it; a duplicate said of nothing did nothing', async () => {
  await start(faults.lyingRefusal(1, 429));
  const lie = await post('Menteur');
  expect([lie.status, lie.headers.get('retry-after'), seen()]).toEqual([429, '1', ['Menteur']]);
  net.setFaults({ rules: [faults.duplicate403(1)] });
  expect([(await post('Doublon')).status, seen()]).toEqual([403, ['Menteur']]);
});

test('an answer without id was done; an error inside a 200 was not', async () => {
  await start(faults.noId(1));
  expect([await (await post('Sans nom')).json(), seen()]).toEqual([{}, ['Sans nom']]);
  net.setFaults({ rules: [faults.errorBody(1)] });
  expect([(await post('Erreur')).status, seen().length]).toEqual([200, 1]);
});

test('a hanging server never answers', async () => {
  await start(faults.hang(1));
  await expect(post('Silence', { signal: AbortSignal.timeout(300) })).rejects.toThrow();
  expect(seen()).toEqual([]);
});

test('faults strike only the calls they name, as often as they say, until they end', async () => {
  await start(faults.failBefore(1, { times: 1 }));
  expect((await fetch(`${net.addresses.lookalike}/api/v1/instance`)).status).toBe(200);
  expect([(await post('1')).status, (await post('2')).status]).toEqual([503, 200]);
  net.setFaults({ rules: [faults.failBefore(1)], until: Date.now() - 1 });
  expect((await post('3')).status).toBe(200);
});

test('the same seed strikes the same calls', async () => {
  const fates = async (seed: number) => {
    net = await startFakenet({ seed, networks: ['lookalike'], faults: { rules: [faults.failBefore(0.3)] } });
    const answers: number[] = [];
    for (let n = 0; n < 40; n += 1) answers.push((await post(`n${n}`)).status);
    await net.stop();
    return answers.join();
  };
  const [a, again, b] = [await fates(7), await fates(7), await fates(8)];
  expect(a).toBe(again);
  expect(a).not.toBe(b);
});

test('the receiver takes signed events, twice when sent twice, and refuses the others', async () => {
  net = await startFakenet({ networks: ['webhook'] });
  const send = (secret: string, body: string) => {
    const [id, timestamp] = ['msg_1', String(Math.floor(Date.now() / 1000))];
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    return fetch(`${net.addresses.webhook}/hooks/awa`, { method: 'POST', headers, body });
  };
  const secret = webhookSecretOf(net.accounts[0]!);
  const event = JSON.stringify({ type: 'publication.published', data: { text: 'Bonjour' } });
  expect([(await send(secret, event)).status, (await send(secret, event)).status]).toEqual([204, 204]);
  expect((await send(webhookSecretOf(net.accounts[1]!), event)).status).toBe(401);
  expect((await send(secret, JSON.stringify({ type: 'channel.ping' }))).status).toBe(204);
  expect(net.visible().map((one) => [one.key, one.text])).toEqual([
    ['msg_1', 'Bonjour'],
    ['msg_1', 'Bonjour'],
  ]);
});

test('fakenet runs as a process of its own, with a control address', async () => {
  const child = spawn(process.execPath, [new URL('./main.ts', import.meta.url).pathname, '--networks', 'lookalike'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { control, addresses } = JSON.parse(line.toString()) as { control: string; addresses: { lookalike: string } };
  await fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify({ rules: [faults.failAfter(1)] }) });
  net = await startFakenet({ networks: [] });
  expect((await post('Ailleurs', { at: addresses.lookalike })).status).toBe(502);
  const truth = (await (await fetch(`${control}/truth`)).json()) as { kind: string; text?: string; fault?: string }[];
  expect(truth.map((entry) => entry.text ?? entry.fault)).toEqual(['Ailleurs', 'fail_after']);
  await fetch(`${control}/stop`, { method: 'POST' });
  await once(child, 'exit');
});
