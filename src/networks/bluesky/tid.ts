import type { Id } from '#words/ids.ts';

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * The record key of a publication: a TID (atproto.com/specs/tid: 53 bits of microseconds, 10 bits of clock) made of its op_id alone,
 * so that every attempt names the same record. The second is the op_id's own; the rest is its random part, which keeps two
 * publications of one account apart even when they were made in the same millisecond.
 */
export function tidOf(opId: Id): string {
  const hex = opId.replaceAll('-', '');
  const second = BigInt(`0x${hex.slice(0, 12)}`) / 1000n;
  const random = BigInt(`0x${hex.slice(20)}`);
  let value = ((second * 1_000_000n + ((random >> 10n) % 1_000_000n)) << 10n) | (random & 1023n);
  let tid = '';
  for (let place = 0; place < 13; place += 1) {
    tid = ALPHABET[Number(value & 31n)] + tid;
    value >>= 5n;
  }
  return tid;
}
