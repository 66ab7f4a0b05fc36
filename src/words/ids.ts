/** UUIDv7 (RFC 9562 §5.7): sorted by creation time, made in the application so that PostgreSQL 15 suffices. */
export type Id = string;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const COUNTED = 0x1000;
const last = { at: 0, count: 0 };

/**
 * Ids that one process makes within one millisecond sort as they were made: the twelve bits after the time are a counter that begins
 * anew, somewhere in its first half, with each millisecond (RFC 9562 §6.2, method 1). Past its end it begins again, and only order is lost.
 * @param at milliseconds since the epoch; the 48-bit time part of the id.
 */
export function newId(at: number = Date.now()): Id {
  const random = crypto.getRandomValues(new Uint8Array(10));
  last.count = at === last.at ? (last.count + 1) % COUNTED : ((random[0]! << 8) | random[1]!) % (COUNTED / 2);
  last.at = at;
  return idOf(at, last.count, random.subarray(2));
}

/** No id made from this instant on is smaller. @param at milliseconds since the epoch */
export const firstIdAt = (at: number): Id => idOf(at, 0, new Uint8Array(8));

/** @param count from 0 to 4095, what orders ids of one millisecond. @param tail eight bytes, of which the first two bits give way to the variant */
export function idOf(at: number, count: number, tail: Uint8Array): Id {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(at / 2 ** 32));
  view.setUint32(2, at % 2 ** 32);
  view.setUint16(6, 0x7000 | count);
  bytes.set(tail, 8);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => HEX[byte]).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (text: unknown): text is Id => typeof text === 'string' && SHAPE.test(text);
