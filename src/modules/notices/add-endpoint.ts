import { randomBytes } from 'node:crypto';
import type { Ctx } from '#plumbing/db';
import type { Seal } from '#plumbing/seal';
import { newId } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { endpointOf, placeOf, tables, type EndpointRow } from './notices.sql.ts';
import { mustManage } from './policy.ts';
import type { Endpoint, EndpointForm } from './shapes.ts';

const MOST = 10;

/** A new receiver. @returns it with its signing secret, which is never shown again @throws Refusal `notices_too_many` */
export async function addEndpoint(ctx: Ctx, seal: Pick<Seal, 'seal'>, form: EndpointForm): Promise<Endpoint & { secret: string }> {
  mustManage(ctx.actor);
  const { count } = await tables(ctx)
    .selectFrom('notices.endpoint')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count >= MOST) throw new Refusal('notices_too_many', { status: 409, details: { most: MOST } });
  const id = newId(ctx.now().getTime());
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const sealed = seal.seal(placeOf(ctx.workspaceId, id), secret);
  const row: EndpointRow = {
    ...{ workspace_id: ctx.workspaceId, id, url: form.url, events: [...new Set(form.events)], sealed, key_id: sealed[0]! },
    ...{ state: 'on', off_reason: null, failing_since: null, created_at: ctx.now() },
    created_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
  };
  await tables(ctx).insertInto('notices.endpoint').values(row).execute();
  await tables(ctx)
    .insertInto('notices.listener')
    .values({ workspace_id: ctx.workspaceId, read_until: ctx.now() })
    .onConflict((conflict) => conflict.column('workspace_id').doNothing())
    .execute();
  await ctx.tell({ name: 'notices.endpoint_added', about: { endpointId: id } });
  return { ...endpointOf(row), secret };
}
