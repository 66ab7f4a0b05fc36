import { base32, sha256 } from '../world.ts';

/** Content ids shaped as the real ones; records are hashed over sorted JSON instead of DAG-CBOR, which only a PDS needs. */
export const recordCid = (record: unknown): string => cid(0x71, Buffer.from(sorted(record)));
export const blobCid = (bytes: Uint8Array): string => cid(0x55, bytes);

const cid = (codec: number, data: Uint8Array): string =>
  `b${base32(Buffer.concat([Buffer.from([0x01, codec, 0x12, 0x20]), sha256(data)]))}`;

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${sorted(one)}`).join(',')}}`;
}
