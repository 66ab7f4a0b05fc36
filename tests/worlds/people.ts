import { openAuth, createAccount, createWorkspace, join, type Auth, type Desk } from '../../src/modules/team/index.server.ts';
import { assignClient } from '../../src/modules/clients/index.server.ts';
import { hashPassword } from 'better-auth/crypto';
import { openLog } from '../../src/plumbing/log/index.ts';
import type { Actor, Role } from '../../src/words/actor.ts';
import type { Id } from '../../src/words/ids.ts';
import type { Ctx } from '../../src/plumbing/db/index.ts';
import type { TestDatabase } from './database.ts';

export const PASSWORD = 'le-marche-de-Lome-ouvre-a-6h';
/** scrypt takes 100 ms: hashed once for everybody. */
let hash: Promise<string> | null = null;

/** What the team room needs of a house, on a test database. */
export function deskOf(database: TestDatabase, settings: Partial<Desk['config']> = {}): Desk & { auth: Auth } {
  const publicUrl = settings.publicUrl ?? new URL('http://localhost:3000');
  const log = openLog('test', 'silent');
  const auth = openAuth({ db: database.store.outside, publicUrl, secret: 'a-secret-for-tests-only-0123456789abcdef', log });
  return { store: database.store, clock: database.clock, auth, config: { publicUrl, smtpUrl: settings.smtpUrl ?? null } };
}

/** A person with an account: `${name}@example.com`, in lower case, with PASSWORD. */
export async function account(database: TestDatabase, name: string, email = `${name.toLowerCase()}@example.com`): Promise<Id> {
  hash ??= hashPassword(PASSWORD);
  const passwordHash = await hash;
  return createAccount(database.store.outside, { name, email, passwordHash, language: 'fr' }, database.clock.now());
}

export interface TestWorkspace {
  workspaceId: Id;
  slug: string;
  /** The owner, ready to act. */
  awa: Extract<Actor, { kind: 'person' }>;
  /** `await workspace.as(actor)(ctx => verb(ctx, …))` */
  as(actor: Actor): <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;
  /** Another person with an account, a role and, for creators and guests, the clients they were given. */
  join(name: string, role: Role, clients?: Id[]): Promise<Extract<Actor, { kind: 'person' }>>;
}

/** A workspace owned by Awa, in Lomé; each call makes another one with another Awa. */
export async function openWorkspace(database: TestDatabase, name = 'Atelier Awa'): Promise<TestWorkspace> {
  const unique = `awa-${Math.random().toString(36).slice(2)}@example.com`;
  const ownerUserId = await account(database, 'Awa', unique);
  const workspace = { name, country: 'TG', currency: 'XOF', zone: 'Africa/Lome', language: 'fr' } as const;
  const { workspaceId, slug } = await createWorkspace({ store: database.store }, { ...workspace, ownerUserId });
  const awa = { kind: 'person', userId: ownerUserId, name: 'Awa', role: 'owner', clients: 'all' } as const;
  const as: TestWorkspace['as'] = (actor) => (work) => database.store.inWorkspace(workspaceId, actor, work);
  return {
    workspaceId,
    slug,
    awa,
    as,
    join: async (who, role, clients = []) => {
      const userId = await account(database, who, `${who.toLowerCase()}-${Math.random().toString(36).slice(2)}@example.com`);
      await as(awa)(async (ctx) => {
        await join(ctx, userId, role);
        await assignClient(ctx, userId, clients);
      });
      return { kind: 'person', userId, name: who, role, clients: role === 'owner' || role === 'manager' ? 'all' : clients };
    },
  };
}
