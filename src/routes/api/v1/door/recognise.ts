import type { KeyHolder } from '#modules/team';
import { Refusal } from '#words/refusal.ts';

/** @throws Refusal `key_missing`, `key_unknown` (401): also for a key that was revoked. */
export async function recognise(header: string | null, ring: (key: string) => Promise<KeyHolder | null>): Promise<KeyHolder> {
  const key = /^Bearer +([\w.~+/-]+=*)$/i.exec(header?.trim() ?? '')?.[1];
  if (!key) throw new Refusal('key_missing', { status: 401 });
  const holder = await ring(key);
  if (!holder) throw new Refusal('key_unknown', { status: 401 });
  return holder;
}
