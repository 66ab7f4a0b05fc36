import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../journeys/palabre/port.ts';
import { handleOf, type Account } from '../fakenet/world.ts';
import type { Visible } from '../fakenet/truth.ts';
import { installBluesky } from './install-bluesky.ts';
import { runServer } from './run-server.ts';
import { json, type RealServer } from './server.ts';

const POSTS = 'app.bsky.feed.post';

/** A real Bluesky PDS with its PLC directory, whose accounts live at `http://localhost:<publicPort>`. */
export async function startBluesky(accounts: readonly Account[], publicPort: number): Promise<RealServer & { plc: string }> {
  const { node, server } = await installBluesky();
  const [port, plcPort] = [await freePort(), await freePort()];
  const data = mkdtempSync(path.join(tmpdir(), 'palabre-pds-'));
  const quiet = { ...process.env, LOG_ENABLED: 'false', NODE_ENV: 'development' };
  const program = await runServer(node, [server, String(port), String(plcPort), String(publicPort), data], quiet, /^ready$/m);
  const xrpc = (method: string, body?: object, token?: string): Promise<Record<string, unknown>> =>
    json(`http://127.0.0.1:${port}/xrpc/${method}`, body, token);

  const people = new Map<string, { did: string; password: string }>();
  for (const account of accounts) {
    const asked = { handle: handleOf(account), email: `${account.name}@example.test`, password: account.secret };
    const { did, accessJwt } = await xrpc('com.atproto.server.createAccount', asked);
    const { password } = await xrpc('com.atproto.server.createAppPassword', { name: 'palabre' }, String(accessJwt));
    people.set(account.name, { did: String(did), password: String(password) });
  }

  return {
    port,
    plc: `http://127.0.0.1:${plcPort}`,
    keys: (account) => ({ user: handleOf(account), secret: people.get(account.name)!.password }),
    readPosts: async () => {
      const all: Omit<Visible, 'n' | 'at'>[] = [];
      for (const [account, { did }] of people) for (const record of await recordsOf(did)) all.push(visible(account, record));
      return all;
    },
    stop: async () => {
      await program.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };

  async function recordsOf(did: string): Promise<Post[]> {
    const records: Post[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const query = new URLSearchParams({ repo: did, collection: POSTS, limit: '100', ...(cursor && { cursor }) });
      const page = (await xrpc(`com.atproto.repo.listRecords?${query}`)) as { records: Post[]; cursor?: string };
      records.push(...page.records);
      cursor = page.records.length > 0 ? page.cursor : undefined;
    }
    return records;
  }
}

interface Post {
  uri: string;
  value: { text: string; reply?: { parent: { uri: string } } };
}

const visible = (account: string, { uri, value }: Post): Omit<Visible, 'n' | 'at'> => ({
  kind: 'visible',
  network: 'bluesky',
  account,
  id: uri,
  url: null,
  text: value.text,
  key: uri.split('/').at(-1)!,
  parent: value.reply?.parent.uri ?? null,
  media: 0,
});
