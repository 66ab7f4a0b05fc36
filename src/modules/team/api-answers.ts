import { createHash } from 'node:crypto';
import { sql, type Ctx, type Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { listWorkspaces } from './list-workspaces.ts';
import type { TeamTables } from './tables.sql.ts';

/** Hours an answer is kept under its Idempotency-Key. */
const KEPT_HOURS = 24;

/** A call that is to have its effect once: the key of the API it came with, what it is, and what it asked. */
export interface OnceCall {
  keyId: Id;
  /** SHA-256 of method, path and Idempotency-Key. */
  call: Buffer;
  /** SHA-256 of the fields as understood, and of the files. */
  asked: Buffer;
}

export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

export const sha256 = (...parts: readonly string[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part).update('\n'), createHash('sha256')).digest();

/**
 * First thing in the transaction of the effect: one call at a time per Idempotency-Key, until that transaction ends.
 * @returns the answer of an earlier call, or null when this one is the first.
 * @throws Refusal `call_running` (409) while another one runs, `call_differs` (422) when it asked for something else
 */
export async function takeTurn(ctx: Ctx, once: OnceCall): Promise<KeptAnswer | null> {
  const lock = sha256(once.keyId, once.call.toString('hex')).readBigInt64BE();
  const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${lock}) as ours`.execute(ctx.db);
  if (!rows[0]?.ours) throw new Refusal('call_running', { status: 409 });
  const kept = await ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.api_answer')
    .where('key_id', '=', once.keyId)
    .where('call', '=', once.call)
    .where('answered_at', '>', oldest(ctx.now()))
    .selectAll()
    .executeTakeFirst();
  if (!kept) return null;
  if (!kept.asked.equals(once.asked)) throw new Refusal('call_differs', { status: 422, field: 'Idempotency-Key' });
  return { status: kept.status, headers: kept.headers, body: kept.body };
}

/** Last thing in the transaction of the effect. What is secret in an answer is shown once and kept nowhere. */
export async function keepAnswer(ctx: Ctx, once: OnceCall, answer: KeptAnswer): Promise<void> {
  const row = {
    asked: once.asked,
    status: answer.status,
    headers: JSON.stringify(answer.headers) as never,
    body: withoutSecrets(answer.body),
  };
  await ctx.db
    .withTables<TeamTables>()
    .insertInto('team.api_answer')
    .values({ workspace_id: ctx.workspaceId, key_id: once.keyId, call: once.call, ...row, answered_at: ctx.now() })
    // One of another day under the same key.
    .onConflict((conflict) => conflict.columns(['workspace_id', 'key_id', 'call']).doUpdateSet({ ...row, answered_at: ctx.now() }))
    .execute();
}

const SECRET = /^(key|secret|token|password)$/;

const withoutSecrets = (body: string | null): string | null =>
  body && JSON.stringify(JSON.parse(body), (name, value: unknown) => (SECRET.test(name) ? null : value));

const oldest = (now: Date): Date => new Date(now.getTime() - KEPT_HOURS * 3_600_000);

/** Forgets the answers of yesterday, in every workspace (worker/timetable). */
export async function forgetAnswers(desk: { store: Store }): Promise<void> {
  for (const { workspaceId } of await listWorkspaces(desk))
    await desk.store.inWorkspace(workspaceId, { kind: 'system', name: 'worker' }, async (ctx) => {
      await ctx.db.withTables<TeamTables>().deleteFrom('team.api_answer').where('answered_at', '<=', oldest(ctx.now())).execute();
    });
}
