import { createECDH } from 'node:crypto';
import ece from 'http_ece';
import type { Sent } from '#words/sent.ts';
import type { Http, HttpResult } from '../http/index.ts';
import { vapidHeader, type VapidKeys } from './vapid.ts';

export { vapidKeys, type VapidKeys } from './vapid.ts';

/** What a browser gave us to reach it. Whoever holds it can wake that browser: it is kept sealed. */
export interface Subscription {
  endpoint: string;
  /** The browser's public key and its secret, base64url (PushSubscription.getKey). */
  p256dh: string;
  auth: string;
}

export interface Push {
  /** JSON for the service worker; 3,000 bytes at most, since services refuse 4,096 once it is encrypted. */
  payload: string;
  /** How long the service keeps it for a browser that is off. */
  ttlSeconds: number;
  urgency: 'normal' | 'high';
  /** One that still waits there is replaced by the next of the same topic; 32 letters of base64url at most. */
  topic: string;
}

export interface Pusher {
  publicKey: string;
  push(to: Subscription, what: Push): Promise<Sent>;
}

interface Pipes {
  http: Http;
  keys: VapidKeys;
  /** `mailto:…`, whom a push service may write to. */
  contact: string;
  now(): Date;
}

/** Web Push (RFC 8030): the service that carries it reads neither the words nor for whom they are. */
export function openPusher({ http, keys, contact, now }: Pipes): Pusher {
  return {
    publicKey: keys.publicKey,
    push: async (to, { payload, ttlSeconds, urgency, topic }) => {
      if (!URL.canParse(to.endpoint)) return { kind: 'gone', code: 'address_invalid' };
      const privateKey = createECDH('prime256v1');
      privateKey.generateKeys();
      const body = ece.encrypt(Buffer.from(payload), { version: 'aes128gcm', privateKey, dh: to.p256dh, authSecret: to.auth });
      const headers = {
        authorization: vapidHeader(keys, to.endpoint, contact, now()),
        'content-type': 'application/octet-stream',
        'content-encoding': 'aes128gcm',
        ttl: String(ttlSeconds),
        urgency,
        topic,
      };
      return sentOf(await http.send({ method: 'POST', url: to.endpoint, headers, body, maxBytes: 64 * 1024 }));
    },
  };
}

/** What the guard says no to is no push service's address, and never will be. */
const NO_SERVICE = /_refused$|^address_invalid$/;

function sentOf(result: HttpResult): Sent {
  if (result.kind === 'no_answer') {
    if (NO_SERVICE.test(result.code)) return { kind: 'gone', code: result.code };
    return result.bytesWritten ? { kind: 'unclear', code: result.code } : { kind: 'later', seconds: null, code: result.code };
  }
  const { status } = result;
  const code = `http_${status}`;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone', code };
  if (status === 429 || status === 503) return { kind: 'later', seconds: Number(result.headers['retry-after']) || null, code };
  return status >= 500 ? { kind: 'unclear', code } : { kind: 'refused', code };
}
