import type { Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import type { KeyTable } from './approval.sql.ts';
import { hashOf } from './make-link.ts';

export const doorkeeper: Actor = { kind: 'system', name: 'visitor' };
/** One answer for a link that was revoked, has expired or never was. */
export const deadLink = (): Refusal => new Refusal('approval_link_dead', { status: 404 });

type Row = KeyTable['approval.key'];
const LEADS: Record<'link' | 'session' | 'address', (row: Row) => boolean> = {
  link: (row) => row.request_id !== null && row.session_id === null,
  session: (row) => row.request_id !== null && row.session_id !== null,
  address: (row) => row.client_id !== null,
};

/** Where a link or a session leads; a token is 43 signs of base64url. */
export async function followKey(store: Store, token: string, kind: keyof typeof LEADS): Promise<Row | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const found = await store.outside
    .withTables<KeyTable>()
    .selectFrom('approval.key')
    .selectAll()
    .where('key_hash', '=', hashOf(token))
    .executeTakeFirst();
  return found && LEADS[kind](found) ? found : undefined;
}
