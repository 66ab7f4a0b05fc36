import type { Clock } from '#plumbing/clock';
import type { Config } from '#plumbing/config';
import type { Doorbell, Store } from '#plumbing/db';
import type { Auth } from './auth.ts';

/** What this room needs of the house where there is no workspace yet, hence no ctx. */
export interface Desk {
  store: Store;
  clock: Clock;
  auth: Auth;
  config: Pick<Config, 'publicUrl' | 'smtpUrl'>;
}

/** A desk that also sends letters: the bell wakes the worker, in the transaction that wrote the letter. */
export type Letterbox = Desk & { jobs: { ring: Doorbell } };

/** Who is knocking: what the account library and the limits need of a request. */
export interface Visitor {
  /** IP address as told by our own server, never by the client. */
  address: string;
  /** The request's Cookie header. */
  cookie: string;
  userAgent: string;
}

export const headersOf = (visitor: Visitor): Headers =>
  new Headers({ cookie: visitor.cookie, 'user-agent': visitor.userAgent, 'x-palabre-client': visitor.address });
