import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import type { Ctx, Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { tables } from './approval.sql.ts';
import { doorkeeper, followKey } from './follow-key.ts';
import { lockOpen } from './make-link.ts';

const SALT = 16;
/** Compared with where there is nothing to compare with, so that the answer takes as long. */
const NOBODYS = randomBytes(SALT + 32);

/** A code is said aloud: neither spaces nor capitals tell two of them apart. */
const plain = (code: string): string => code.replace(/\s+/g, '').toLowerCase();

/** The usual cost of Node (16 MB, some 50 ms): the code is short, and whoever has the database tries at leisure. */
const hash = (code: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => scrypt(plain(code), salt, 32, (error, key) => (error ? reject(error) : resolve(key))));

/** Six figures, to be told apart from the link. */
export const proposeCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** What is kept of a code; made before the transaction that keeps it, since it takes its time. */
export async function hashCode(code: string): Promise<Buffer> {
  const salt = randomBytes(SALT);
  return Buffer.concat([salt, await hash(code, salt)]);
}

/**
 * From now on the door of this link asks for a code. Whoever came in before enters anew.
 * @param hashed of `hashCode`; null: none is asked any more
 */
export async function setCode(ctx: Ctx, id: Id, hashed: Buffer | null): Promise<void> {
  await lockOpen(ctx, id);
  await tables(ctx).updateTable('approval.request').set({ code: hashed }).where('id', '=', id).execute();
  if (!hashed) return;
  // The directory has no row-level security: the workspace is named.
  await tables(ctx)
    .deleteFrom('approval.key')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('request_id', '=', id)
    .where('session_id', 'is not', null)
    .execute();
}

/**
 * Whether this is the code of the link. A link that is dead, and one that asks for none, take as long as a wrong code.
 * @throws Refusal `approval_code_wrong` (403): for both, in the same words
 */
export async function checkCode(store: Store, token: string, code: string): Promise<void> {
  const kept = await readCode(store, token);
  const against = kept ?? NOBODYS;
  const same = timingSafeEqual(await hash(code, against.subarray(0, SALT)), against.subarray(SALT));
  if (!same || !kept) throw new Refusal('approval_code_wrong', { status: 403, field: 'code' });
}

async function readCode(store: Store, token: string): Promise<Buffer | null> {
  const key = await followKey(store, token, 'link');
  if (!key?.request_id) return null;
  return store.inWorkspace(key.workspace_id, doorkeeper, async (ctx) => {
    const row = await tables(ctx)
      .selectFrom('approval.request')
      .select('code')
      .where('id', '=', key.request_id)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', ctx.now())
      .executeTakeFirst();
    return row?.code ?? null;
  });
}
