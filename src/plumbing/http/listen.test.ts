import http from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from './listen.ts';

/** Somebody who sends a piece every twentieth of a second and never ends. @returns what was answered, once the line is cut */
function drip(port: number, first: string, piece: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(first));
    const more = setInterval(() => socket.write(piece), 50);
    socket.on('data', (data) => (said += data.toString()));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      ['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? undefined : reject(error),
    );
    socket.once('close', () => {
      clearInterval(more);
      resolve(said);
    });
  });
}

test('who drips headers or a body for ever is cut off, and others are answered meanwhile', async () => {
  const answer: http.RequestListener = (request, response) => void request.on('end', () => response.end('ok')).resume();
  const server = await listen(answer, 0, '127.0.0.1', { headers: 300, request: 600, look: 50 });
  const { port } = server.address() as AddressInfo;
  const slow = [
    drip(port, 'GET / HTTP/1.1\r\nhost: a\r\n', 'x-a: b\r\n'),
    drip(port, 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\n', 'x'),
    drip(port, 'G', ''),
  ];
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok');
  for (const said of await Promise.all(slow)) expect(said).toMatch(/^(HTTP\/1\.1 408|$)/);
  await new Promise((resolve) => server.close(resolve));
}, 5_000);
