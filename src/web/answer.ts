import type { IncomingMessage, RequestListener } from 'node:http';
import compression from 'compression';
import { exposeToAdapter, readVersion, type Config } from '#plumbing/config';
import { PAGE_BROTLI } from '../plumbing/web/page-brotli.ts';
import { refuseBody, STUDIO_LIMIT } from './body-limit.ts';
import { clientAddress, readRanges } from './client-address.ts';
import { harden } from './harden.ts';
import { originOf } from './origin.ts';
import { isShared } from './share-origin.ts';

/** Answers every request: the pages of the build, compressed, told truly where the request came from and went to. */
export async function openAnswer(config: Config): Promise<RequestListener> {
  const handler = await openPages(config);
  const label = labelOf(config);
  const compress = compression({ threshold: 1024, brotli: PAGE_BROTLI });
  const health = JSON.stringify({ palabre: readVersion(config.root) });
  return (request, response) => {
    label(request);
    harden(response, request.headers[HEADERS.protocol] === 'https');
    if (request.url === '/healthz') return void response.setHeader('content-type', 'application/json').end(health);
    const refused = refuseBody(request);
    if (refused) return void response.writeHead(refused, { connection: 'close' }).end();
    compress(request as never, response as never, () => handler(request, response));
  };
}

/** Names of the private headers: whatever the outside sent under them is overwritten in every request. */
const HEADERS = { protocol: 'x-palabre-proto', origin: 'x-palabre-origin', host: 'x-palabre-host', client: 'x-palabre-client' };

function labelOf(config: Config): (request: IncomingMessage) => void {
  const proxies = readRanges(config.trustedProxies);
  return ({ headers, socket, url, method }) => {
    const origin = originOf(config.publicUrl, headers.host);
    // The framework refuses forms, and whatever has no type, from another origin or none. Programs have none, and the API no cookies.
    if (url?.startsWith('/api/') || isShared(method, url, headers)) headers.origin = `${origin.protocol}://${origin.host}`;
    headers[HEADERS.protocol] = origin.protocol;
    headers[HEADERS.origin] = origin.host;
    headers[HEADERS.host] = (headers.host ?? '').toLowerCase();
    headers[HEADERS.client] = clientAddress(socket.remoteAddress ?? '', [headers['x-forwarded-for']].flat().join(','), proxies);
  };
}

/** The adapter reads these names once, when it is imported. */
async function openPages(config: Config): Promise<RequestListener> {
  exposeToAdapter({
    PROTOCOL_HEADER: HEADERS.protocol,
    HOST_HEADER: HEADERS.origin,
    ADDRESS_HEADER: HEADERS.client,
    BODY_SIZE_LIMIT: String(STUDIO_LIMIT),
  });
  const { handler } = (await import(`${config.root}/build/pages/handler.js`)) as { handler: RequestListener };
  return handler;
}
