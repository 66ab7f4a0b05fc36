import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookUpTxt } from './index.ts';

/** A name server of our own on the loopback, answering one TXT record, none, or a failure (RFC 1035). */
let server: Socket;
let servers: string[];
const OK = 0;
const SERVFAIL = 2;
const NXDOMAIN = 3;

function answer(query: Buffer): Buffer {
  const questionEnd = query.indexOf(0, 12) + 5;
  const name = query.subarray(12, questionEnd).toString('latin1');
  const code = name.includes('silent') ? SERVFAIL : name.includes('proven') ? OK : NXDOMAIN;
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(code === OK ? 1 : 0, 6);
  const strings = ['palabre-', 'token'].map((text) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]));
  const data = Buffer.concat(strings);
  const record = Buffer.concat([Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, data.length]), data]);
  return Buffer.concat([header, query.subarray(12, questionEnd), ...(code === OK ? [record] : [])]);
}

beforeAll(async () => {
  server = createSocket('udp4');
  server.on('message', (query, from) => server.send(answer(query), from.port, from.address));
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  servers = [`127.0.0.1:${server.address().port}`];
});
afterAll(() => void server.close());

test('a record cut in strings is read whole', async () => {
  expect(await lookUpTxt('_palabre.proven.example', servers)).toEqual(['palabre-token']);
});

test('no record is an empty list, a failing name server is not', async () => {
  expect(await lookUpTxt('_palabre.absent.example', servers)).toEqual([]);
  await expect(lookUpTxt('_palabre.silent.example', servers)).rejects.toThrow();
});
