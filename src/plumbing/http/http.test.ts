import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { openHttp, type HttpRequest, type HttpResult } from './index.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const servers: (Server | net.Server)[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(answer: Answer): Promise<{ host: string; hits: string[] }> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  return { host: await listen(server), hits };
}

async function listen(server: net.Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (host: string, more: Partial<HttpRequest> = {}): Promise<HttpResult> =>
  openHttp({ allowHosts: [host], ownPorts: [], closed: [] }).send({ method: 'GET', url: `http://${host}/`, ...more });
const textOf = (result: HttpResult): string => (result.kind === 'answer' ? new TextDecoder().decode(result.body) : result.code);

test('an answer comes back with its status, headers and body', async () => {
  const { host } = await serve((_, response) => response.writeHead(201, { 'x-name': 'awa' }).end('bonjour'));
  const result = await send(host, { method: 'POST', body: 'salut' });
  expect(result).toMatchObject({ kind: 'answer', status: 201, headers: { 'x-name': 'awa' } });
  expect(textOf(result)).toBe('bonjour');
});

test('redirects of every kind lead nowhere near a private canary, listed or not', async () => {
  const canary = await serve((_, response) => response.end('secret'));
  for (const status of [301, 302, 303, 307, 308]) {
    const { host } = await serve((_, response) => response.writeHead(status, { location: `http://${canary.host}/` }).end());
    const http = openHttp({ allowHosts: [host, canary.host], ownPorts: [], closed: [] });
    expect(await http.send({ method: 'GET', url: `http://${host}/`, follow: 5 })).toEqual({
      kind: 'no_answer',
      code: 'scheme_refused',
      bytesWritten: false,
    });
  }
  expect(canary.hits).toEqual([]);
});

test('a mutating request is never redirected and never repeated', async () => {
  const { host, hits } = await serve((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
  expect(await send(host, { method: 'POST', body: 'x', follow: 5 })).toMatchObject({ kind: 'answer', status: 307 });
  expect(hits).toEqual(['POST /']);
});

test('a connection cut after the request is no answer, with bytes written, and nothing is sent again', async () => {
  const { host, hits } = await serve((request) => void request.on('end', () => request.socket.destroy()).resume());
  for (const method of ['GET', 'POST'] as const)
    expect(await send(host, { method, ...(method === 'POST' ? { body: 'x' } : {}) })).toMatchObject({
      kind: 'no_answer',
      bytesWritten: true,
    });
  expect(hits).toEqual(['GET /', 'POST /']);
});

test('a closed port is no answer and not one byte was written', async () => {
  const probe = net.createServer();
  const host = await listen(probe);
  await new Promise((resolve) => servers.splice(0)[0]!.close(resolve));
  expect(await send(host, { method: 'POST', body: 'x' })).toEqual({ kind: 'no_answer', code: 'econnrefused', bytesWritten: false });
});

test('a failed TLS handshake is not one byte of the request', async () => {
  const host = await listen(
    net.createServer((socket) =>
      socket
        .on('error', () => socket.destroy())
        .resume()
        .end('this is not TLS'),
    ),
  );
  const http = openHttp({ allowHosts: [host], ownPorts: [], closed: [] });
  expect(await http.send({ method: 'POST', url: `https://${host}/`, body: 'x' })).toMatchObject({ kind: 'no_answer', bytesWritten: false });
});

test('a name nobody knows is not one byte either', async () => {
  const http = openHttp({ allowHosts: [], ownPorts: [], closed: [], resolve: async () => [] });
  expect(await http.send({ method: 'POST', url: 'https://nowhere.example.com/', body: 'x' })).toEqual({
    kind: 'no_answer',
    code: 'dns_failed',
    bytesWritten: false,
  });
});

test('silence ends at the time limit', async () => {
  const { host } = await serve(() => undefined);
  const started = Date.now();
  expect(await send(host, { timeoutMs: 300 })).toMatchObject({ kind: 'no_answer', code: 'timeout', bytesWritten: true });
  // Without a limit of its own it is ten seconds.
  expect(Date.now() - started).toBeLessThan(9_000);
});

test('a slow drip ends at the time limit too, headers or not', async () => {
  const { host } = await serve((_, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect(await send(host, { timeoutMs: 400 })).toMatchObject({ kind: 'no_answer', code: 'timeout' });
});

test('an answer that has begun has ten seconds to end, however long the request was allowed to take', async () => {
  const { host } = await serve((_, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect(await send(host, { method: 'POST', body: 'x', timeoutMs: 60_000, answerMs: 300 })).toEqual({
    kind: 'no_answer',
    code: 'timeout',
    bytesWritten: true,
  });
});

test('compressed bombs and long bodies stop at the limit of decoded bytes', async () => {
  const zeros = Buffer.alloc(50_000_000);
  const bombs = { gzip: gzipSync(zeros), br: brotliCompressSync(zeros), identity: zeros };
  for (const [encoding, body] of Object.entries(bombs)) {
    const { host } = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body));
    expect(await send(host), encoding).toMatchObject({ kind: 'no_answer', code: 'body_too_large' });
  }
});

test('compressed answers are read; stacked and broken encodings are not', async () => {
  const answers: [string, Buffer, string][] = [
    ['gzip', gzipSync('bonjour'), 'bonjour'],
    ['br', brotliCompressSync('bonjour'), 'bonjour'],
    ['gzip, gzip', gzipSync(gzipSync('bonjour')), 'encoding_refused'],
    ['gzip', Buffer.from('not gzip'), 'body_broken'],
  ];
  for (const [encoding, body, expected] of answers) {
    const { host } = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body));
    expect(textOf(await send(host)), encoding).toBe(expected);
  }
});

test('whoever waits may stop waiting', async () => {
  const { host } = await serve(() => undefined);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 100);
  expect(await send(host, { signal: stop.signal })).toMatchObject({ kind: 'no_answer', code: 'aborted', bytesWritten: true });
});
