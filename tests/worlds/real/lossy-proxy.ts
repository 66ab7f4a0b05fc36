import { request as ask } from 'node:http';
import type { Answer, Exchange } from '../fakenet/exchange.ts';
import type { FakeNetwork } from '../fakenet/world.ts';

/** Headers of one connection, never passed on (RFC 9110, 7.6.1); the length is told anew. */
const HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'content-length'];

/**
 * A real server as fakenet sees it: what it does, it does itself; fakenet stands before it and refuses, loses answers, or hands the
 * request over when the caller has long gone. The Host header stays as it was: these servers know themselves by the proxy's address.
 */
export const realServer = (name: FakeNetwork['name'], port: number): FakeNetwork => ({
  name,
  handle: (exchange) => forward(exchange, port),
});

const forward = ({ method, url, headers, body }: Exchange, port: number): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      method,
      path: url.pathname + url.search,
      headers: { ...without(headers), 'content-length': body.length },
    };
    const call = ask(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 502, headers: without(answer.headers), body: Buffer.concat(chunks) }),
      );
    });
    call.once('error', reject);
    call.end(body);
  });

const without = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !HOP.includes(name))
      .map(([name, value]) => [name, String(value)]),
  );
