import type { Clock, ClockWatch } from '#plumbing/clock';
import type { Ctx, Store } from '#plumbing/db';
import type { Log } from '#plumbing/log';
import type { Line, Networks, ReadMedia } from '#networks/contract';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import type { Timings } from './patience.ts';

/** Everything the sender's core touches, given from outside: a test owns each piece, the worker gives the real ones. */
export interface World extends ClockWatch {
  store: Store;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  networks: Networks;
  timings: Timings;
  channels: Channels;
  readMedia(workspaceId: Id): ReadMedia;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Called at every durable write and network boundary; a test throws here to be a power cut. */
  boundary?(name: string): Promise<void> | void;
  /** Waits so many milliseconds, or until the signal; a test whose time is simulated waits in its own. */
  rest?(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What the core needs of the channels' room. */
export interface Channels {
  /** Null: the channel is gone. Opened in a transaction; `line` is null when its secret cannot be read. */
  open(ctx: Ctx, channelId: Id): Promise<OpenChannel | null>;
  /** Whether the account that answers there now is the one connected; asked of the network at most once a minute per channel. */
  confirm(workspaceId: Id, channelId: Id, signal: AbortSignal): Promise<Confirmed>;
  health(ctx: Ctx, channelId: Id, health: { ok: true } | { ok: false; problem: string; reconnect?: boolean }): Promise<void>;
}

export interface OpenChannel {
  state: 'connected' | 'paused' | 'needs_reconnect' | 'removed';
  line: Line | null;
  networkUserId: string | null;
  quietMs: number;
}

export type Confirmed = { kind: 'same' } | { kind: 'stop'; reason: string } | { kind: 'unknown'; code: string };

export const SENDER: Actor = { kind: 'system', name: 'worker' };

/** One durable transaction of the sender in a workspace, with a boundary on both sides. */
export async function durable<T>(world: World, name: string, workspaceId: Id, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  await world.boundary?.(`before ${name}`);
  const result = await world.store.inWorkspace(workspaceId, SENDER, work);
  await world.boundary?.(`after ${name}`);
  return result;
}

/** A call to a network between two boundaries, aborted after `ms` milliseconds. */
export async function outside<T>(world: World, name: string, ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  await world.boundary?.(`before ${name}`);
  const result = await call(AbortSignal.timeout(Math.max(1, Math.ceil(ms))));
  await world.boundary?.(`after ${name}`);
  return result;
}

export const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms);
