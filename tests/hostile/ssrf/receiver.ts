import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addEndpoint, deliver } from '../../../src/modules/notices/index.server.ts';
import type { Http } from '../../../src/plumbing/http/index.ts';
import { openSeal } from '../../../src/plumbing/seal/index.ts';
import { newId } from '../../../src/words/ids.ts';
import { as, awa } from '../../worlds/database.ts';
import type { TestDatabase } from '../../worlds/look-into.ts';
import type { Fetcher } from './fetchers.ts';

export interface Receiver {
  /** One delivery to a receiver whose row holds the trap, by the worker's own verb. */
  fetcherBy(http: Http): Fetcher;
  close(): void;
}

export async function openReceiver(database: TestDatabase): Promise<Receiver> {
  const keys = mkdtempSync(path.join(tmpdir(), 'palabre-receiver-'));
  const seal = openSeal(path.join(keys, 'keys'));
  const [workspaceId, deliveryId] = [newId(), newId()];
  const form = { url: 'https://example.com/', events: ['publication.failed' as const] };
  const { id } = await as(database, awa, workspaceId)((ctx) => addEndpoint(ctx, seal, form));
  await database.peek(
    `insert into notices.delivery (workspace_id, id, endpoint_id, fact_id, publication_id, event, body, made_at, state, next_at)
     values ($1, $2, $3, $2, $2, 'publication.failed', '{}', now(), 'waiting', $4)`,
    [workspaceId, deliveryId, id, database.clock.now()],
  );
  const ring = async (): Promise<void> => undefined;
  return {
    fetcherBy: (http) => ({
      name: 'receiver: deliver',
      reach: async (url) => {
        await database.peek("update notices.endpoint set url = $2, state = 'on' where id = $1", [id, url]);
        const again = "update notices.delivery set state = 'waiting', tries = 0, next_at = $2 where id = $1";
        await database.peek(again, [deliveryId, database.clock.now()]);
        await deliver({ ...database, http, seal, ring }, workspaceId, deliveryId);
      },
    }),
    close: () => rmSync(keys, { recursive: true }),
  };
}
