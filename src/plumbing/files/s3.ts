import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import type { Agent, Dispatcher } from 'undici';
import type { Config } from '#plumbing/config';
import { FilesTrouble, type Files } from './files.ts';
import { checkKey, sha256Of } from './key.ts';

type S3 = NonNullable<Config['s3']>;
/** SHA-256 of nothing: the body of a read. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const TRIES = 3;

interface Ask {
  method: 'GET' | 'PUT' | 'DELETE' | 'HEAD';
  key: string;
  headers?: Record<string, string>;
  /** Made again at each try: a stream is read once. */
  body?: () => Readable;
  sha256?: string;
}

/**
 * S3-compatible storage of the operator, path style, Signature V4 over the content's own hash. A client of its own: the operator's
 * address may be private, and no address given by a tenant ever reaches it (tenants' addresses go through plumbing/http).
 */
export function openS3(s3: S3): Files {
  let agent: Agent | null = null;
  const base = s3.endpoint.replace(/\/+$/, '');

  const askOnce = async (ask: Ask): Promise<Dispatcher.ResponseData> => {
    const signed = await new AwsV4Signer({
      method: ask.method,
      url: `${base}/${s3.bucket}/${ask.key}`,
      headers: {
        'x-amz-content-sha256': ask.sha256 ?? EMPTY,
        ...(ask.headers?.['content-type'] && { 'content-type': ask.headers['content-type'] }),
      },
      accessKeyId: s3.accessKeyId,
      secretAccessKey: s3.secretAccessKey,
      region: s3.region,
      service: 's3',
    }).sign();
    // Most keep their files in a folder: they do not carry the library.
    const { Agent, request } = await import('undici');
    agent ??= new Agent({ connect: { timeout: 10_000 }, headersTimeout: 30_000, bodyTimeout: 60_000 });
    return request(signed.url, {
      method: ask.method,
      headers: { ...Object.fromEntries(signed.headers), ...ask.headers },
      body: ask.body?.() ?? null,
      dispatcher: agent,
    });
  };

  /** Every request here may be repeated safely: a key always names the same bytes. */
  const ask = async (what: Ask): Promise<Dispatcher.ResponseData> => {
    checkKey(what.key);
    for (let attempt = 1; ; attempt += 1) {
      let problem: unknown;
      try {
        const answer = await askOnce(what);
        if (answer.statusCode < 500 && answer.statusCode !== 429) return answer;
        await answer.body.dump();
        problem = answer.statusCode;
      } catch (error) {
        problem = error;
      }
      if (attempt === TRIES) throw new FilesTrouble(`Storage: ${what.method} failed ${TRIES} times.`, { cause: problem });
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt ** 2));
    }
  };

  const refuse = async (method: string, answer: Dispatcher.ResponseData): Promise<never> => {
    await answer.body.dump();
    throw new FilesTrouble(`Storage: ${method} was answered ${answer.statusCode}.`);
  };

  const has = async (key: string): Promise<boolean> => {
    const answer = await ask({ method: 'HEAD', key });
    await answer.body.dump();
    return answer.statusCode === 200;
  };

  const get = async (key: string, headers: { range?: string }): Promise<Dispatcher.ResponseData | null> => {
    const answer = await ask({ method: 'GET', key, headers });
    if (answer.statusCode === 404) return (await answer.body.dump(), null);
    // A storage that overlooks the range would give the wrong bytes under the right name.
    return answer.statusCode === (headers.range ? 206 : 200) ? answer : refuse('GET', answer);
  };

  return {
    put: async (key, file) => {
      if (await has(key)) return;
      const headers = { 'content-type': file.mime, 'content-length': String(file.bytes) };
      const answer = await ask({ method: 'PUT', key, headers, sha256: sha256Of(key), body: () => createReadStream(file.path) });
      if (answer.statusCode !== 200) await refuse('PUT', answer);
      await answer.body.dump();
    },
    open: async (key, range) => {
      const answer = await get(key, range ? { range: `bytes=${range.start}-${range.end}` } : {});
      return answer && (Readable.toWeb(answer.body) as ReadableStream<Uint8Array>);
    },
    readAll: async (key) => {
      const answer = await get(key, {});
      return answer && new Uint8Array(await answer.body.arrayBuffer());
    },
    remove: async (key) => {
      const answer = await ask({ method: 'DELETE', key });
      if (answer.statusCode !== 204 && answer.statusCode !== 404 && answer.statusCode !== 200) await refuse('DELETE', answer);
      await answer.body.dump();
    },
  };
}
