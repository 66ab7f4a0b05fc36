import type { Ctx } from '#plumbing/db';
import type { NetworkName } from '#networks/contract';
import { tables } from './channels.sql.ts';
import { mayConnect } from './policy.ts';
import { openJson, places, type Sealing } from './sealed.ts';
import { hashOf } from './start-authorization.ts';

/** Where this browser was about to send its person; null when nothing is pending. */
export async function readAuthorization(
  ctx: Ctx,
  seal: Sealing,
  browserSecret: string,
): Promise<{ url: string; host: string; network: NetworkName } | null> {
  mayConnect(ctx.actor);
  const row = await tables(ctx)
    .selectFrom('channels.authorization')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('browser_hash', '=', hashOf(browserSecret))
    .where('expires_at', '>', ctx.now())
    .executeTakeFirst();
  if (!row) return null;
  const { url } = openJson(seal, places.authorization(ctx.workspaceId, row.state_hash), row.sealed);
  return { url: url!, host: row.host, network: row.network as NetworkName };
}
