import { createHmac, timingSafeEqual } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import type { Id } from '#words/ids.ts';

/** The moment a form was shown, signed, so that a robot cannot pretend it took its time. Works on a cached page too. */
export function stampForm(key: Buffer, articleId: Id, shownAt: Date): string {
  const moment = Math.floor(shownAt.getTime() / 1000).toString(36);
  return `${moment}.${sign(key, `form:${articleId}:${moment}`).toString('base64url')}`;
}

/** Milliseconds since the form was shown; null when the stamp is not ours or not for this article. */
export function ageOfForm(key: Buffer, articleId: Id, stamp: string, now: Date): number | null {
  const [moment = '', signature = ''] = stamp.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(key, `form:${articleId}:${moment}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return now.getTime() - parseInt(moment, 36) * 1000;
}

/** A mark of who writes, useless without the key of the site. IPv6 visitors own a /64: it counts as one. */
export function markOf(key: Buffer, address: string): Buffer {
  return sign(key, `sender:${networkOf(address)}`);
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : (parsed as ipaddr.IPv6).parts.slice(0, 4).join(':');
}

const sign = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest().subarray(0, 16);
