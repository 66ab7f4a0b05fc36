import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Pushed {
  /** Which browser it is for. */
  browser: number;
  headers: IncomingHttpHeaders;
  /** What the browser's worker would be given. */
  payload: { title: string; body: string; url: string; tag: string; lang: string };
  /** Claims of a signature that was verified by the key that came with it. */
  claims: { aud: string; exp: number; sub: string };
  key: string;
}

export interface PushService {
  /** `127.0.0.1:<port>`, for PALABRE_ALLOW_HOSTS. */
  host: string;
  pushed: Pushed[];
  /** What is answered to the next ones; 201 when it is empty. `hang` takes the message and answers nothing. */
  answers: (number | 'hang')[];
  /** A browser that subscribes: what its page would send us. */
  subscribe(): { endpoint: string; p256dh: string; auth: string };
  close(): Promise<void>;
}

interface Browser {
  pair: ECDH;
  auth: Buffer;
}

/** A push service and its browsers: real keys, real decryption (RFC 8291), written apart from what the product encrypts with. */
export async function openPushService(): Promise<PushService> {
  const browsers: Browser[] = [];
  const service: Pick<PushService, 'pushed' | 'answers'> = { pushed: [], answers: [] };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const browser = Number(request.url!.slice('/push/'.length));
      const answer = service.answers.shift() ?? 201;
      if (answer === 201 || answer === 'hang') {
        const payload = JSON.parse(decrypt(browsers[browser]!, Buffer.concat(parts))) as Pushed['payload'];
        service.pushed.push({ browser, headers: request.headers, payload, ...signatureOf(request.headers.authorization!) });
      }
      if (answer === 'hang') return void request.socket.destroy();
      response.writeHead(answer, answer === 429 ? { 'retry-after': '120' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...service,
    host,
    subscribe: () => {
      const pair = createECDH('prime256v1');
      pair.generateKeys();
      const auth = randomBytes(16);
      browsers.push({ pair, auth });
      const endpoint = `http://${host}/push/${browsers.length - 1}`;
      return { endpoint, p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** RFC 8291 §3.4 over RFC 8188 §2: header of salt, record size and the sender's key; one record, ended by 2. */
function decrypt({ pair, auth }: Browser, body: Buffer): string {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + body[20]!);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), senderKey]);
  const ikm = Buffer.from(hkdfSync('sha256', pair.computeSecret(senderKey), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
  const record = body.subarray(21 + senderKey.length);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16));
  const clear = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = clear.lastIndexOf(2);
  if (clear.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('a record is ended by 2 and padding of 0');
  return clear.subarray(0, end).toString('utf8');
}

/** RFC 8292: `vapid t=<jwt>, k=<key>`. */
function signatureOf(header: string): Pick<Pushed, 'claims' | 'key'> {
  const [, token, key] = /^vapid t=([^,]+), k=(\S+)$/.exec(header)!;
  const [head, claims, signature] = token!.split('.') as [string, string, string];
  const point = Buffer.from(key!, 'base64url');
  const coordinate = (from: number): string => point.subarray(from, from + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33) };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  if (!verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
    throw new Error('the signature is not of that key');
  return { claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Pushed['claims'], key: key! };
}
