import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3Server {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** What was asked, as `GET /bucket/key`, in order. */
  asked: string[];
  /** Answers the next requests with these codes instead of doing them. */
  stumble(...codes: number[]): void;
  close(): Promise<void>;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * A small strict S3, written from the rules of Signature Version 4 and not from any client: path style, content hash compulsory and
 * checked, everything unsigned refused.
 */
export async function openS3Server(): Promise<S3Server> {
  const objects = new Map<string, { bytes: Buffer; type: string }>();
  const asked: string[] = [];
  const failures: number[] = [];
  const account = { region: 'lome-1', bucket: 'palabre', accessKeyId: 'CLE', secretAccessKey: 'un-secret/avec+des=signes' };

  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    asked.push(`${request.method} ${request.url}`);
    const failure = failures.shift();
    if (failure) return end(response, failure);
    const problem = judge(request, bytes, account);
    if (problem) return end(response, 403, problem);
    serve(request, response, bytes, objects);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...account,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stumble: (...codes) => void failures.push(...codes),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

function end(response: ServerResponse, status: number, body: string | Buffer = '', headers: http.OutgoingHttpHeaders = {}): void {
  response.writeHead(status, headers).end(body);
}

/** @returns what is wrong with the signature or with the content's hash; null when both hold. */
function judge(
  request: IncomingMessage,
  body: Buffer,
  account: Pick<S3Server, 'region' | 'accessKeyId' | 'secretAccessKey'>,
): string | null {
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!given) return 'no signature';
  const [, credential, signedHeaders, signature] = given as unknown as [string, string, string, string];
  const [id, date, region, service, terminator] = credential.split('/') as [string, string, string, string, string];
  if (id !== account.accessKeyId || region !== account.region || service !== 's3' || terminator !== 'aws4_request')
    return 'wrong credential';
  const stamp = String(request.headers['x-amz-date']);
  if (!stamp.startsWith(date) || Math.abs(Date.now() - parse(stamp)) > 15 * 60_000) return 'wrong date';
  const names = signedHeaders.split(';');
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name))) return 'too little is signed';
  const contentHash = String(request.headers['x-amz-content-sha256']);
  if (contentHash !== sha256(body)) return 'the content is not what was signed';

  const url = new URL(request.url!, 'http://s3');
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).sort();
  const headers = names.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), signedHeaders, contentHash].join('\n');
  const scope = [date, region, service, terminator].join('/');
  const key = [region, service, terminator].reduce<Buffer>((last, part) => hmac(last, part), hmac(`AWS4${account.secretAccessKey}`, date));
  const expected = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n'));
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'wrong signature';
}

const parse = (stamp: string): number => Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
  objects: Map<string, { bytes: Buffer; type: string }>,
): void {
  const key = request.url!;
  const found = objects.get(key);
  if (request.method === 'PUT') {
    if (request.headers['transfer-encoding']) return end(response, 411);
    objects.set(key, { bytes, type: String(request.headers['content-type']) });
    return end(response, 200);
  }
  if (request.method === 'DELETE') return (objects.delete(key), end(response, 204));
  if (!found) return end(response, 404, request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>');
  const [, start, stop] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const part = start ? found.bytes.subarray(Number(start), Number(stop) + 1) : found.bytes;
  end(response, start ? 206 : 200, request.method === 'HEAD' ? '' : part, { 'content-length': part.length, 'content-type': found.type });
}
