import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { ROOT } from '../house/planted.ts';
import { openApi, type Api } from '../../src/routes/api/v1/open-api.ts';
import { readConfig } from '../../src/plumbing/config/index.ts';
import { openHouse, type House } from '../../src/wiring/open-house.ts';
import { makeApiKey } from '../../src/wiring/make-api-key.ts';
import type { NewApiKey } from '../../src/modules/team/shapes.ts';
import type { Id } from '../../src/words/ids.ts';
import type { TestDatabase } from './database.ts';

export interface RunningApi {
  /** `http://127.0.0.1:<port>/api/v1` */
  base: string;
  house: House;
  key(workspaceId: Id, wanted?: Partial<NewApiKey>): Promise<{ id: Id; key: string }>;
  stop(): Promise<void>;
}

/** The API's real handler behind a real HTTP server, on a test database; the clock is the database's, moved by hand. */
export async function startApi(database: TestDatabase, log = 'error'): Promise<RunningApi> {
  const data = mkdtempSync(path.join(tmpdir(), 'palabre-api-'));
  const nowhere = 'postgres://nobody:x@localhost/x';
  const settings = { PALABRE_DATA: data, PALABRE_LOG: log, DATABASE_URL: nowhere, PALABRE_APP_DATABASE_URL: nowhere };
  const config = readConfig(settings, { root: ROOT });
  const house = await openHouse(config, { name: 'web', connection: { ...database.app, max: 10 }, clock: database.clock });
  const server = await serve(openApi(house));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    house,
    key: (workspaceId, wanted) =>
      house.store.inWorkspace(workspaceId, { kind: 'system', name: 'cli' }, (ctx) =>
        makeApiKey(ctx, { name: 'Caisse', scope: 'publish', clientIds: null, ...wanted }),
      ),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function serve(api: Api): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    void api(requestOf(incoming), incoming.socket.remoteAddress ?? '').then(async (answer) => {
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function requestOf(incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) headers.append(incoming.rawHeaders[at]!, incoming.rawHeaders[at + 1]!);
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' };
  return new Request(`http://${incoming.headers.host}${incoming.url}`, { method, headers, ...body });
}

export interface Told {
  status: number;
  headers: Headers;
  // What tests look into freely.
  body: Record<string, unknown> & { items: Record<string, unknown>[]; errors: Record<string, unknown>[] };
}

/** `call('POST /posts', { … })` as the holder of a key. */
export const caller =
  (base: string, key: string | null) =>
  async (what: string, body?: unknown, headers: Record<string, string> = {}): Promise<Told> => {
    const [method, address] = what.split(' ') as [string, string];
    const answer = await fetch(base + address, {
      method,
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : null) as never };
  };
