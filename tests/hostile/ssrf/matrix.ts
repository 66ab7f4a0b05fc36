import { gzipSync } from 'node:zlib';
import { fetchersOf, namers, readers, type Fetcher } from './fetchers.ts';
import type { Receiver } from './receiver.ts';
import { trapsTo, type Trap } from './traps.ts';
import { GUARDED, type Accomplice, type Outside } from './world.ts';

/** Whatever a call makes of an answer, accidents included, is not the question here: only who was called. */
const quietly = (work: Promise<unknown>): Promise<unknown> => work.catch((error: Error) => error);

/** What a person fills in. The others are handed addresses that connecting let in, which parse. */
const TYPED = /: (connect|authorize|handle|did:web|deliver|page|picture|ping)$/;

export interface Tried {
  calls: number;
  /** Requests that got past the guard. */
  past: string[];
  /** Calls that ended in an accident instead of an answer: a person would see "something broke". */
  accidents: string[];
  slowestMs: number;
}

/** Everything that calls addresses of tenants, through one way out. */
export const allFetchers = ({ http, networks }: Outside, receiver: Receiver): Fetcher[] => [
  ...fetchersOf(networks),
  receiver.fetcherBy(http),
  ...readers(http),
];

/** Every trap × every call of every network and to every receiver, as if a person had typed it or a row held it. */
export async function tryTyped(outside: Outside, receiver: Receiver, port: number): Promise<Tried> {
  const fetchers = [...allFetchers(outside, receiver), ...namers(outside.http, 'http://127.0.0.1:9')];
  const accidents: string[] = [];
  let slowestMs = 0;
  const traps = trapsTo(port);
  for (const trap of traps)
    for (const { name, reach } of fetchers) {
      const began = performance.now();
      const made = await quietly(reach(trap.url));
      if (made instanceof Error && TYPED.test(name)) accidents.push(`${name} at ${trap.name}: ${made.message}`);
      slowestMs = Math.max(slowestMs, performance.now() - began);
    }
  return { calls: traps.length * fetchers.length, past: notGuarded(outside), accidents, slowestMs };
}

const notGuarded = (outside: Outside): string[] =>
  outside.said
    .map((result) => (result.kind === 'answer' ? `answered ${result.status} by ${result.url}` : result.code))
    .filter((code) => !GUARDED.has(code));

/** A listed server sends every follower on to every trap, by each kind of redirect. @returns how many requests were made */
export async function tryRedirects({ http, networks }: Outside, accomplice: Accomplice, traps: Trap[]): Promise<number> {
  const followers = [...fetchersOf(networks).filter(({ name }) => /connect|authorize|who am I/.test(name)), ...readers(http)];
  let requests = 0;
  for (const status of [301, 302, 303, 307, 308])
    for (const { url } of traps) {
      accomplice.answer = (_, response) => void response.writeHead(status, { location: headerSafe(url) }).end();
      await http.send({ method: 'GET', url: `http://${accomplice.host}/`, follow: 5 });
      await http.send({ method: 'POST', url: `http://${accomplice.host}/`, body: 'x', follow: 5 });
      requests += 2;
    }
  for (const { reach } of followers) await quietly(reach(`http://${accomplice.host}/`));
  return requests + followers.length;
}

export const DID = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';

/** A listed server names every trap wherever a WordPress, a Mastodon or a directory may name an address. @returns accidents */
export async function tryNamed({ networks }: Outside, accomplice: Accomplice, traps: Trap[]): Promise<string[]> {
  const accidents: string[] = [];
  for (const { name, url } of traps) {
    accomplice.answer = (request, response) => nameEverywhere(url, request.url ?? '', response);
    for (const network of networks.values()) {
      if (!network.connection) continue;
      // Without an address of its own, Bluesky's server is the one the directory names.
      const address = network.name === 'bluesky' ? '' : `http://${accomplice.host}`;
      const form = { address, handle: DID, token: 't', user: 'awa', password: 'p', secret: 's'.repeat(32) };
      const made = await quietly(network.connection.connect(form, AbortSignal.timeout(20_000)));
      if (made instanceof Error && TYPED.test(name)) accidents.push(`${network.name} told of ${name}: ${made.message}`);
    }
  }
  return accidents;
}

/** Node refuses control characters and letters beyond ASCII in a header; a server would send them encoded. */
const headerSafe = (url: string): string => (/[^\x20-\x7e]/.test(url) ? encodeURI(url.replace(/[\t\n]/g, '')) : url);

/** One answer that is all of them at once. */
function nameEverywhere(url: string, path: string, response: Parameters<Accomplice['answer']>[1]): void {
  const body = {
    id: DID,
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: url }],
    links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: url }],
    uri: url,
    domain: url,
    configuration: {},
  };
  response.setHeader('link', `<${headerSafe(url)}>; rel="https://api.w.org/"`);
  if (path === '/') return void response.end(`<link rel="https://api.w.org/" href="${url}">`);
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

/** Sixty megabytes in sixty kilobytes, to every call. @returns bytes of the largest body that anybody got to read */
export async function tryBombs(outside: Outside, receiver: Receiver, accomplice: Accomplice): Promise<number> {
  const bomb = gzipSync(Buffer.alloc(60_000_000));
  accomplice.answer = (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  for (const { reach } of allFetchers(outside, receiver)) await quietly(reach(`http://${accomplice.host}/`));
  return Math.max(...outside.said.map((result) => (result.kind === 'answer' ? result.body.length : 0)));
}

/** One space every tenth of a second, for ever, to every call at once. @returns milliseconds of the longest request */
export async function tryDrips(outside: Outside, receiver: Receiver, accomplice: Accomplice): Promise<number> {
  accomplice.answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const drip = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(drip));
  };
  outside.took.length = 0;
  await Promise.all(allFetchers(outside, receiver).map(({ reach }) => quietly(reach(`http://${accomplice.host}/`))));
  return Math.max(...outside.took);
}
