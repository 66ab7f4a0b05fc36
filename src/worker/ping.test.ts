import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHttp } from '#plumbing/http';
import type { Readiness } from '../wiring/read-readiness.ts';
import { ping } from './ping.ts';

const READY: Readiness = { ready: true, database: 'ok', migrations: 'ok', sending: 'ok', reconcile_only: false };
const SECRET = '/0f3c-the-address-is-the-secret';
let watcher: Server;
let status = 200;
const asked: string[] = [];
const said: unknown[] = [];

beforeEach(async () => {
  [asked.length, said.length, status] = [0, 0, 200];
  watcher = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(watcher, 'listening');
});
afterEach(() => void watcher.close());

const host = (): string => `127.0.0.1:${(watcher.address() as AddressInfo).port}`;
const house = (allowHosts: string[], pingUrl: string | null = `http://${host()}${SECRET}`) => ({
  config: { pingUrl },
  http: openHttp({ allowHosts, ownPorts: [], closed: [] }),
  log: { warn: (...words: unknown[]) => void said.push(...words) },
});

test('the watcher is asked while what is due would leave', async () => {
  await ping(house([host()]), async () => READY);
  expect([asked, said]).toEqual([[`GET ${SECRET}`], []]);
});

test('nobody is asked while nothing would leave, nor where no address is set', async () => {
  await ping(house([host()]), async () => ({ ...READY, ready: false, sending: 'silent' }));
  await ping(house([host()], null), async () => READY);
  expect([asked, said]).toEqual([[], []]);
});

test('a watcher that says no, and an address inside the walls, are told without the address', async () => {
  status = 404;
  await ping(house([host()]), async () => READY);
  await ping(house([]), async () => READY);
  expect(asked).toHaveLength(1);
  expect(said).toEqual([{ status: 404 }, expect.any(String), { code: expect.any(String) }, expect.any(String)]);
  expect(JSON.stringify(said)).not.toContain(SECRET);
});
