import { findRoute, json, type Exchange, type Routes } from '../exchange.ts';
import { didOf, handleOf, type FakeNetwork, type World } from '../world.ts';
import { repoRoutes, type Blobs } from './repo.ts';
import { didDocument, no, openSessions } from './session.ts';

/** A personal data server, class R: record ids are ours, the second write hits the first. */
export function fakePds(world: World): FakeNetwork & { expireSessions(): void; sweepBlobs(): void } {
  const sessions = openSessions(world);
  const blobs: Blobs = new Map();
  const routes: Routes = {
    ...sessions.routes,
    ...repoRoutes(world, sessions, blobs),
    'GET /xrpc/_health': () => json(200, { version: '0.5.35' }),
    'GET /xrpc/com.atproto.server.describeServer': (exchange) =>
      json(200, { did: `did:web:${exchange.url.hostname}`, availableUserDomains: ['.bsky.test'], inviteCodeRequired: false }),
    'GET /xrpc/com.atproto.identity.resolveHandle': (exchange) => {
      const account = world.accounts.find((one) => handleOf(one) === exchange.url.searchParams.get('handle')?.toLowerCase());
      return account ? json(200, { did: didOf(account) }) : no(400, 'InvalidRequest', 'Unable to resolve handle');
    },
    'GET /.well-known/atproto-did': (exchange) => {
      const account = world.accounts.find((one) => handleOf(one) === exchange.url.hostname);
      return account
        ? { status: 200, body: didOf(account), headers: { 'content-type': 'text/plain' } }
        : no(404, 'NotFound', 'User not found');
    },
  };
  const limits = { 'ratelimit-limit': '3000', 'ratelimit-remaining': '2999', 'ratelimit-policy': '3000;w=300' };
  return {
    name: 'bluesky',
    expireSessions: () => sessions.expire(),
    sweepBlobs: () => blobs.clear(),
    handle: async (exchange) => {
      const answer = (await findRoute(routes, exchange)?.()) ?? no(501, 'MethodNotImplemented', 'Method Not Implemented');
      return { ...answer, headers: { ...limits, ...answer.headers } };
    },
    keyOf: (exchange: Exchange) =>
      /"rkey":"([^"]+)"/.exec(exchange.headers['content-type']?.includes('json') ? exchange.body.toString() : '')?.[1] ?? null,
  };
}

/** The directory that tells where an account lives. @param pds address of the PDS, known once it listens. */
export function fakePlc(world: World, pds: () => string): FakeNetwork {
  return {
    name: 'plc',
    handle: (exchange) => {
      const account = world.accounts.find((one) => `/${didOf(one)}` === decodeURIComponent(exchange.url.pathname));
      return account
        ? json(200, didDocument(account, pds()))
        : json(404, { message: `DID not registered: ${exchange.url.pathname.slice(1)}` });
    },
  };
}
