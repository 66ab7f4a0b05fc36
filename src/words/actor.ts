import type { Id } from './ids.ts';

/** What a person may do in a workspace; the rooms' policy files say what each one means there. */
export const ROLES = ['owner', 'manager', 'creator', 'guest'] as const;
export type Role = (typeof ROLES)[number];

/** Who is acting. `clients` limits creators, guests and keys to the brands they were given. */
export type Actor =
  | { kind: 'person'; userId: Id; name: string; role: Role; clients: 'all' | readonly Id[] }
  /** A program with a key of the API; its scope says which role it acts in. */
  | { kind: 'key'; keyId: Id; name: string; role: Role; clients: 'all' | readonly Id[] }
  /** The client at their own door, known by the name they gave; no member, no role. */
  | { kind: 'client'; name: string; clients: readonly Id[] }
  | { kind: 'system'; name: 'worker' | 'cli' | 'visitor' };

/** True for Palabre itself and for people who may see every client or this one. */
export function seesClient(actor: Actor, clientId: Id): boolean {
  return actor.kind === 'system' || actor.clients === 'all' || actor.clients.includes(clientId);
}

export function hasRole(actor: Actor, ...roles: Role[]): boolean {
  if (actor.kind === 'client') return false;
  return actor.kind === 'system' ? actor.name !== 'visitor' : roles.includes(actor.role);
}

export const seesEveryClient = (actor: Actor): boolean => actor.kind === 'system' || actor.clients === 'all';
