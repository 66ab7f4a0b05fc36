import { startFakenet } from '../../worlds/fakenet/index.ts';
import type { TestDatabase } from '../../worlds/look-into.ts';
import { startWeb, type RunningWeb } from '../palabre/web.ts';
import { makeApiKey } from '../../../src/wiring/make-api-key.ts';
import { crawl, type Found } from './crawl.ts';
import { crawlApi, type ApiFound } from './crawl-api.ts';
import { givePast } from './past.ts';
import type { Route } from './router.ts';
import { changed, empty, fingerprint, pairIds } from './rows.ts';
import { openTenant, PASSWORD, type Tenant } from './tenant.ts';
import { openVisitor, signIn } from './visitor.ts';

export interface TwoTenants {
  web: RunningWeb;
  girafe: Tenant;
  zebre: Tenant;
  close(): Promise<void>;
}

/** A web process and two workspaces that mirror each other row by row, with something in every room and a past. */
export async function openTwoTenants(database: TestDatabase): Promise<TwoTenants> {
  const net = await startFakenet({ networks: ['mastodon', 'webhook'] });
  const web = await startWeb(database, { PALABRE_ALLOW_HOSTS: net.hosts.join(',') });
  return {
    web,
    girafe: await givePast(web.house, await openTenant(web.house, 'GIRAFE'), net),
    zebre: await givePast(web.house, await openTenant(web.house, 'ZEBRE'), net),
    close: async () => {
      await web.stop();
      await net.stop();
    },
  };
}

export interface Judged extends Found {
  /** Tables of the other workspace that are not as they were. */
  touched: string[];
  /** Tables in which the other workspace has nothing: nothing is proven about them. */
  empty: string[];
}

/** Girafe's owner signs in and tries everything of Zebre's. */
export async function crawlAs({ web, girafe, zebre }: TwoTenants, database: TestDatabase, routes: Route[]): Promise<Judged> {
  const visitor = openVisitor(web.origin);
  await signIn(visitor, girafe.email, PASSWORD);
  const before = await fingerprint(database.peek, zebre.workspaceId);
  const pairs = await pairIds(database.peek, girafe.workspaceId, zebre.workspaceId);
  const found = await crawl({ own: girafe, foreign: zebre, pairs, visitor }, routes);
  return { ...found, touched: changed(before, await fingerprint(database.peek, zebre.workspaceId)), empty: empty(before) };
}

/** A program with a key of Girafe's tries everything of Zebre's. */
export async function crawlApiAs({ web, girafe, zebre }: TwoTenants, database: TestDatabase): Promise<ApiFound & { touched: string[] }> {
  const operator = { kind: 'system', name: 'cli' } as const;
  const { key } = await web.house.store.inWorkspace(girafe.workspaceId, operator, (ctx) =>
    makeApiKey(ctx, { name: 'Caisse', scope: 'manage', clientIds: null }),
  );
  const before = await fingerprint(database.peek, zebre.workspaceId);
  const found = await crawlApi({ base: `${web.origin}/api/v1`, key, own: girafe, foreign: zebre });
  return { ...found, touched: changed(before, await fingerprint(database.peek, zebre.workspaceId)) };
}
