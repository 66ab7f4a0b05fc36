import { createClient } from '../../src/modules/clients/index.server.ts';
import type { Ctx } from '../../src/plumbing/db/index.ts';
import type { Id } from '../../src/words/ids.ts';
import type { TestDatabase } from './database.ts';
import { openWorkspace, type TestWorkspace } from './people.ts';

export interface ClientWorld extends TestWorkspace {
  clientId: Id;
  /** What the owner does. */
  asAwa<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
}

/** A workspace with one client of its own; each call makes another. */
export async function openClient(database: TestDatabase): Promise<ClientWorld> {
  const atelier = await openWorkspace(database);
  const asAwa: ClientWorld['asAwa'] = (work) => atelier.as(atelier.awa)(work);
  const { id: clientId } = await asAwa((ctx) => createClient(ctx, { name: 'Chez Tantine Afi' }));
  return { ...atelier, clientId, asAwa };
}
