import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Networks } from '../../../src/networks/contract.ts';
import { openHttp, type GuardRules, type Http, type HttpResult } from '../../../src/plumbing/http/index.ts';
import { systemClock } from '../../../src/plumbing/clock/index.ts';
import { readConfig } from '../../../src/plumbing/config/index.ts';
import { openSeal } from '../../../src/plumbing/seal/index.ts';
import { wireNetworks } from '../../../src/wiring/networks.ts';
import { openNameserver, type Nameserver, type Zone } from './nameserver.ts';

/** Names that lead inside, each in its own way. */
const ZONE: Zone = {
  'inside.example': { addresses: ['127.0.0.1'] },
  'inside6.example': { addresses: ['::1'] },
  'mapped.example': { addresses: ['::ffff:7f00:1'] },
  'both.example': { addresses: ['93.184.216.34', '127.0.0.1'] },
  'alias.example': { alias: 'inside.example' },
  'chain.example': { alias: 'alias.example' },
  'metadata.example': { addresses: ['169.254.169.254'] },
};

/** What the guard says when it refuses; anything else on a trap means that somebody was called. */
export const GUARDED = new Set([
  'address_invalid',
  'scheme_refused',
  'userinfo_refused',
  'port_refused',
  'private_refused',
  'own_address_refused',
  'dns_failed',
]);

export interface Outside {
  http: Http;
  networks: Networks;
  nameserver: Nameserver;
  /** Every result so far. */
  said: HttpResult[];
  /** Milliseconds each took. */
  took: number[];
}

/** The product's own way out and networks; only the resolver is ours, and every answer is written down. @param hosts PALABRE_ALLOW_HOSTS */
export async function openOutside(hosts: string[] = [], more: Partial<GuardRules> & { plc?: string } = {}): Promise<Outside> {
  const nameserver = await openNameserver(ZONE);
  const resolve = async (name: string): Promise<string[]> =>
    /(^|\.)localhost$/i.test(name) ? ['127.0.0.1', '::1'] : nameserver.resolve(name);
  const { plc = 'http://127.0.0.1:9', ...rules } = more;
  const guarded = openHttp({ allowHosts: hosts, ownPorts: [], closed: [], resolve, ...rules });
  const said: HttpResult[] = [];
  const took: number[] = [];
  const http: Http = {
    send: async (asked) => {
      const began = performance.now();
      const result = await guarded.send(asked);
      said.push(result);
      took.push(performance.now() - began);
      return result;
    },
  };
  const keys = mkdtempSync(path.join(tmpdir(), 'palabre-ssrf-'));
  const config = readConfig({ PALABRE_PLC_URL: plc }, { root: '/nowhere' });
  const networks = wireNetworks({ config, http, clock: systemClock, seal: openSeal(path.join(keys, 'keys')) }, []);
  const close = (): void => {
    nameserver.close();
    rmSync(keys, { recursive: true });
  };
  return { http, networks, nameserver: { ...nameserver, close }, said, took };
}

/** An honest-looking server that the operator listed, answering as the test says. */
export interface Accomplice {
  host: string;
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  requests: number;
  close(): Promise<void>;
}

export async function openAccomplice(): Promise<Accomplice> {
  const listener: RequestListener = (request, response) => {
    accomplice.requests += 1;
    accomplice.answer(request, response);
  };
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accomplice: Accomplice = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (_, response) => void response.writeHead(404).end(),
    requests: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return accomplice;
}
