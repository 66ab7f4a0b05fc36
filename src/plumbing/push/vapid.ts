import { createECDH, createPrivateKey, sign, type KeyObject } from 'node:crypto';

/** The pair by which push services know this Palabre (RFC 8292): P-256. */
export interface VapidKeys {
  /** Uncompressed point in base64url, as browsers take it (`applicationServerKey`). */
  publicKey: string;
  privateKey: KeyObject;
}

/** Order of the curve P-256 (FIPS 186-5, appendix A). */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
/** Seconds a signature is good for; a day is the most that services take. */
const LASTS = 12 * 3600;

/**
 * The same pair for the same seed, so that no key rests anywhere but in the key file.
 * @param seed 48 bytes: 128 bits more than the curve needs, so that every scalar is as likely (FIPS 186-5, A.2.1)
 */
export function vapidKeys(seed: Buffer): VapidKeys {
  const scalar = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(d);
  const point = pair.getPublicKey();
  const coordinate = (from: number): string => point.subarray(from, from + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33), d: d.toString('base64url') };
  return { publicKey: point.toString('base64url'), privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

/** The header by which a push service knows who asks. @param contact `mailto:…` or `https://…`, whom it may write to */
export function vapidHeader({ publicKey, privateKey }: VapidKeys, endpoint: string, contact: string, now: Date): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now.getTime() / 1000) + LASTS, sub: contact };
  const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`;
}
