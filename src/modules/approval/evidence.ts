import { createHash } from 'node:crypto';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import { tables } from './approval.sql.ts';
import { maySee } from './policy.ts';
import { EVIDENCE_BYTES } from './shapes.ts';

/** A file as a device gave it; it is never shown in a page, only handed back as a file. */
export interface Evidence {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

/** Kept with the answer it proves, once. @throws Refusal `approval_evidence_too_large` (413) */
export async function keepEvidence(ctx: Ctx, postId: Id, n: number, { name, mime, bytes }: Evidence): Promise<void> {
  if (bytes.byteLength > EVIDENCE_BYTES)
    throw new Refusal('approval_evidence_too_large', {
      status: 413,
      field: 'evidence',
      details: { megabytes: EVIDENCE_BYTES / 1024 ** 2 },
    });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await tables(ctx)
    .insertInto('approval.evidence')
    .values({ workspace_id: ctx.workspaceId, post_id: postId, n, name, mime, bytes: Buffer.from(bytes), sha256 })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'post_id', 'n']).doNothing())
    .execute();
}

/** What proves one answer of a request. @throws Refusal `not_found`, also for another client's */
export async function readEvidence(ctx: Ctx, requestId: Id, postId: Id, n: number): Promise<Evidence> {
  const row = await tables(ctx)
    .selectFrom('approval.evidence as e')
    .innerJoin('approval.answer as a', (join) => join.onRef('a.post_id', '=', 'e.post_id').onRef('a.n', '=', 'e.n'))
    .innerJoin('approval.request as r', 'r.id', 'a.request_id')
    .select(['e.name', 'e.mime', 'e.bytes', 'r.client_id'])
    .where('a.request_id', '=', requestId)
    .where('e.post_id', '=', postId)
    .where('e.n', '=', n)
    .executeTakeFirst();
  if (!row) throw notFound();
  maySee(ctx, row.client_id);
  return { name: row.name, mime: row.mime, bytes: row.bytes };
}
