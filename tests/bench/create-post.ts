import http from 'node:http';
import { listChannels } from '../../src/modules/channels/index.server.ts';
import { foundOwnSite } from '../../src/modules/site/index.server.ts';
import { createAccount, createWorkspace } from '../../src/modules/team/index.server.ts';
import { openInside, type Inside } from '../journeys/palabre/inside.ts';
import { startPalabre } from '../journeys/palabre/start.ts';
import { makeApiKey } from '../../src/wiring/make-api-key.ts';
import { percentile } from './numbers.ts';
import { atLeast, atMost, told, type Row } from './row.ts';

const WARM_MS = 5_000;
const MEASURED_MS = 15_000;

/** Scheduled posts through the API of a whole running Palabre, each committed to disk before its answer (synchronous_commit on). */
export async function measure(): Promise<Row[]> {
  const palabre = await startPalabre({ hosts: [], addresses: { plc: 'https://plc.directory' } as never });
  const inside = await openInside(palabre);
  try {
    const { key, channel } = await furnish(inside);
    const [commit] = await inside.steal<{ synchronous_commit: string }>('show synchronous_commit');
    const body = JSON.stringify({
      ...{ client: channel.clientId, text: 'Le menu du jour', variants: [{ channel: channel.id }] },
      schedule: { at: `${new Date().getUTCFullYear() + 1}-06-01T09:00`, zone: 'Africa/Lome' },
    });
    const create = caller(palabre.origin, key, body);
    await together(create, 8, WARM_MS);
    const eight = await together(create, 8, MEASURED_MS);
    const one = await together(create, 1, MEASURED_MS);
    const base = `${MEASURED_MS / 1000} s, one channel, planned for next year, synchronous_commit ${commit!.synchronous_commit}`;
    return [
      atLeast('create a scheduled post, 8 clients', eight.perSecond, 400, '/s', base),
      atMost('the same, 95 of 100', percentile(eight.took, 0.95), 40, 'ms', `of ${eight.took.length}`),
      told('create a scheduled post, 1 client', one.perSecond, '/s', base),
      told('the same, 95 of 100', percentile(one.took, 0.95), 'ms', `of ${one.took.length}`),
    ];
  } finally {
    await inside.close();
    await palabre.stop();
  }
}

/** A workspace with its own site, and a key for a program. */
async function furnish({ house }: Inside) {
  const account = { name: 'Awa', email: 'awa@example.com', passwordHash: 'none:none', language: 'fr' } as const;
  const ownerUserId = await createAccount(house.store.outside, account, new Date());
  const workspace = { name: 'Atelier Awa', country: 'TG', currency: 'XOF', zone: 'Africa/Lome', language: 'fr', ownerUserId } as const;
  const { workspaceId } = await createWorkspace(house, workspace, (ctx) => foundOwnSite(ctx, house));
  return house.store.inWorkspace(workspaceId, { kind: 'system', name: 'cli' }, async (ctx) => {
    const { key } = await makeApiKey(ctx, { name: 'bench', scope: 'publish', clientIds: null });
    const [channel] = await listChannels(ctx);
    if (!channel) throw new Error('the workspace has no site');
    return { key, channel };
  });
}

function caller(origin: string, key: string, body: string): () => Promise<void> {
  const agent = new http.Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return () =>
    new Promise((resolve, reject) => {
      const asked = http.request(`${origin}/api/v1/posts`, { method: 'POST', agent, headers }, (answer) => {
        answer.resume();
        answer.on('end', () => (answer.statusCode === 201 ? resolve() : reject(new Error(`answered ${answer.statusCode}`))));
      });
      asked.on('error', reject);
      asked.end(body);
    });
}

async function together(
  create: () => Promise<void>,
  clients: number,
  milliseconds: number,
): Promise<{ perSecond: number; took: number[] }> {
  const took: number[] = [];
  const began = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - began < milliseconds) {
      const at = performance.now();
      await create();
      took.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { perSecond: took.length / ((performance.now() - began) / 1000), took };
}
