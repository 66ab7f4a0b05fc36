import { createECDH } from 'node:crypto';
import { didOfHandle, pdsOfDid } from '../../../src/networks/bluesky/resolve.ts';
import { sessionInMemory, type Line, type Network, type Networks } from '../../../src/networks/contract.ts';
import { openOperatorService, type Http } from '../../../src/plumbing/http/index.ts';
import { openPusher, vapidKeys } from '../../../src/plumbing/push/index.ts';
import { fetchPage, fetchPicture } from '../../../src/wiring/read-link-card.ts';
import { ping } from '../../../src/worker/ping.ts';
import { newId } from '../../../src/words/ids.ts';
import { orderOf } from '../../worlds/lines.ts';

/** One way by which Palabre calls an address that somebody gave it. */
export interface Fetcher {
  name: string;
  /** @returns what it made of the answer; refusals and failures are answers too. */
  reach(url: string): Promise<unknown>;
}

const signal = (): AbortSignal => AbortSignal.timeout(20_000);

/** Every call of every network, made from the contract itself: a network that is wired is in here. */
export function fetchersOf(networks: Networks): Fetcher[] {
  return [...networks.values()].flatMap((network) => [...connecting(network), ...speaking(network)]);
}

/** The forms a person fills: each field that holds an address gets the trap. */
function connecting(network: Network): Fetcher[] {
  const { connection } = network;
  if (!connection) return [];
  const formWith = (url: string): Record<string, string> =>
    Object.fromEntries(
      connection.fields.map(({ name, kind }) => [name, kind === 'address' ? url : name === 'handle' ? 'awa.example' : 's'.repeat(32)]),
    );
  const fetchers: Fetcher[] = [{ name: `${network.name}: connect`, reach: (url) => connection.connect(formWith(url), signal()) }];
  const { authorization } = connection;
  if (authorization) {
    const common = { redirectUri: 'https://palabre.example/back', verifier: 'v'.repeat(43), state: 'state' };
    fetchers.push(
      {
        name: `${network.name}: authorize`,
        reach: (url) => authorization.start({ ...common, form: formWith(url) }, async () => null, signal()),
      },
      {
        name: `${network.name}: come back`,
        reach: (url) =>
          authorization.finish({ ...common, address: bare(url), code: 'code', app: { clientId: 'a', clientSecret: 'b' } }, signal()),
      },
    );
  }
  return fetchers;
}

/** What the sender does with a channel, had its address been let in. */
function speaking(network: Network): Fetcher[] {
  const media = { mediaId: newId(), sha256: 'a'.repeat(64), mime: 'image/png', bytes: 4, width: 1, height: 1, alt: 'x' };
  const order = orderOf('Bonjour', { payload: { text: 'Bonjour', title: 'Titre', language: 'fr', media: [media] } });
  const published = { ...order, prepared: { postId: 1, images: [], mentions: {} } };
  const call = (url: string) => ({ line: lineTo(network, url), signal: signal() });
  const acts: Record<string, (url: string) => Promise<unknown>> = {
    'who am I': (url) => network.whoAmI(call(url)),
    prepare: (url) => network.prepare(call(url), order, async () => new Uint8Array(4)),
    publish: (url) => network.publish(call(url), published),
    look: (url) => network.look(call(url), published),
    'is it live': (url) => network.isLive(call(url), network.name === 'bluesky' ? 'at://did:plc:x/app.bsky.feed.post/y' : '1'),
  };
  return Object.entries(acts).map(([name, reach]) => ({ name: `${network.name}: ${name}`, reach }));
}

/** As the networks write addresses down: without a slash at the end. */
const bare = (url: string): string => url.trim().replace(/[/\\]+$/, '');

function lineTo(network: Network, url: string): Line {
  const claims = Buffer.from(JSON.stringify({ exp: Date.now() / 1000 + 3600 })).toString('base64url');
  return {
    channelId: newId(),
    workspaceId: newId(),
    // A WordPress root ends with a slash; the others are written without.
    address: network.name === 'wordpress' ? `${bare(url)}/` : bare(url),
    networkUserId: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa',
    secret: { token: 't', user: 'awa', password: 'p', identifier: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', secret: 's'.repeat(32) },
    facts: {},
    session: sessionInMemory({ accessJwt: `h.${claims}.s`, refreshJwt: 'r' }),
  };
}

/** What is read for a card of a link, the operator's watcher, and the push service a browser names. */
export function readers(http: Http): Fetcher[] {
  const ready = async () => ({ ready: true, database: 'ok', migrations: 'ok', sending: 'ok', reconcile_only: false }) as const;
  const pair = createECDH('prime256v1');
  const browser = { p256dh: pair.generateKeys('base64url'), auth: Buffer.alloc(16, 1).toString('base64url') };
  const keys = vapidKeys(Buffer.alloc(48, 1));
  const pusher = openPusher({ http, keys, contact: 'mailto:palabre@palabre.example', now: () => new Date() });
  const what = { payload: '{}', ttlSeconds: 60, urgency: 'normal', topic: 'x' } as const;
  return [
    { name: 'push', reach: async (url) => pusher.push({ endpoint: url, ...browser }, what) },
    { name: 'card: page', reach: (url) => fetchPage(http, url) },
    { name: 'card: picture', reach: (url) => fetchPicture(http, url) },
    { name: 'watcher: ping', reach: (url) => ping({ config: { pingUrl: url }, http, log: { warn: () => undefined } }, ready) },
  ];
}

/** Bluesky finds its way through names: the handle's own host, did:web, and the server that the directory names. */
export function namers(http: Http, directoryAddress: string): Fetcher[] {
  const directories = {
    http,
    now: () => new Date(),
    readTxt: async () => [],
    directory: openOperatorService(directoryAddress),
  };
  const host = (url: string): string => (URL.canParse(url.trim()) ? new URL(url.trim()).host : url);
  return [
    { name: 'bluesky: handle', reach: (url) => didOfHandle(directories, host(url), signal()) },
    { name: 'bluesky: did:web', reach: (url) => pdsOfDid(directories, `did:web:${encodeURIComponent(host(url))}`, signal()) },
  ];
}
