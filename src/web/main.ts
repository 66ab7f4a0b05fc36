import http from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';
import { exposeToAdapter, readConfig, readVersion } from '#plumbing/config';
import { askedToLeave, tellReady } from '#plumbing/life';
import { closeHouses } from '../wiring/houses.ts';
import { refuseBody, STUDIO_LIMIT } from './body-limit.ts';
import { clientAddress, readRanges } from './client-address.ts';
import { originOf } from './origin.ts';

/** Milliseconds running requests are given when the process is asked to leave. */
const PATIENCE = 5_000;

const config = readConfig();
const version = readVersion(config.root);
const proxies = readRanges(config.trustedProxies);
// The adapter reads these names once, when it is imported; each is overwritten in every request below.
exposeToAdapter({
  PROTOCOL_HEADER: 'x-palabre-proto',
  HOST_HEADER: 'x-palabre-origin',
  ADDRESS_HEADER: 'x-palabre-client',
  BODY_SIZE_LIMIT: String(STUDIO_LIMIT),
});
const { handler } = (await import(`${config.root}/build/handler.js`)) as { handler: http.RequestListener };
const compress = compression({ threshold: 1024, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } });

const server = http.createServer((request, response) => {
  if (request.url === '/healthz') {
    response.setHeader('content-type', 'application/json');
    return void response.end(JSON.stringify({ palabre: version }));
  }
  const refused = refuseBody(request);
  if (refused) {
    response.writeHead(refused, { connection: 'close' });
    return void response.end();
  }
  const origin = originOf(config.publicUrl, request.headers.host);
  request.headers['x-palabre-proto'] = origin.protocol;
  request.headers['x-palabre-origin'] = origin.host;
  request.headers['x-palabre-host'] = (request.headers.host ?? '').toLowerCase();
  request.headers['x-palabre-client'] = clientAddress(
    request.socket.remoteAddress ?? '',
    [request.headers['x-forwarded-for']].flat().join(','),
    proxies,
  );
  compress(request as never, response as never, () => handler(request, response));
});
server.requestTimeout = 300_000;

const leave = askedToLeave();
await new Promise<void>((resolve, reject) => {
  server.once('error', reject);
  server.listen(config.port, config.host, resolve);
});
tellReady();

await leave;
const closed = new Promise((resolve) => server.close(resolve));
server.closeIdleConnections();
setTimeout(() => server.closeAllConnections(), PATIENCE).unref();
await closed;
await closeHouses();
process.exit(0);
