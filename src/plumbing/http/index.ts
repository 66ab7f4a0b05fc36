import { guard, GuardRefusal, type GuardRules, type Target } from './guard.ts';
import { pinned, type Wire } from './wire.ts';
import { readLimited, BodyTrouble } from './body.ts';

export { isPublic, type GuardRules } from './guard.ts';
export { signedHeaders } from './sign.ts';
export { lookUpTxt, readTxt } from './txt.ts';
export { openOperatorService, type OperatorService, type ServiceAnswer } from './operator.ts';

/** The only way out to addresses that people type or networks name (house.md rule 10). */
export interface Http {
  send(asked: HttpRequest): Promise<HttpResult>;
}

export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As typed or as a network named it: the guard looks at this very text. */
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
  /** Milliseconds for everything, resolution to last byte; 9,500 when not said. */
  timeoutMs?: number;
  /** Milliseconds from an answer's headers to its last byte, however long an upload before it took; 9,500 when not said. */
  answerMs?: number;
  /** Decoded bytes of the answer; 5,000,000 when not said. */
  maxBytes?: number;
  /** Redirects followed, each checked anew; only for GET and HEAD. 0 when not said. */
  follow?: number;
}

export type HttpResult = HttpAnswer | NoAnswer;

export interface HttpAnswer {
  kind: 'answer';
  status: number;
  /** Lower-case names; repeated ones joined by a comma. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** Where the answer came from, after redirects. */
  url: string;
}

/** No whole answer. `bytesWritten` is false only when not one byte of the request was handed to a connection. */
export interface NoAnswer {
  kind: 'no_answer';
  code: string;
  bytesWritten: boolean;
}

/** Milliseconds of a request, and of an answer once begun: ten seconds are promised, and a busy machine's timers come late. */
const PATIENCE = 9_500;
const FIVE_MEGABYTES = 5_000_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function openHttp(rules: GuardRules): Http {
  return {
    send: async (asked) => {
      const signal = deadline(asked);
      let url = asked.url;
      let headers = asked.headers ?? {};
      for (let hop = 0; ; hop += 1) {
        const wire: Wire = { socket: null, before: 0 };
        try {
          const target = await orAborted(guard(url, rules, hop), signal);
          const answer = await exchange(target, { ...asked, headers }, wire, signal);
          const next = redirectOf(answer, asked, hop);
          if (!next) return answer;
          if (new URL(next).origin !== target.url.origin) headers = withoutCredentials(headers);
          url = next;
        } catch (error) {
          return { kind: 'no_answer', code: codeOf(error, signal), bytesWritten: written(wire) };
        }
      }
    },
  };
}

function deadline(asked: HttpRequest): AbortSignal {
  const limit = AbortSignal.timeout(asked.timeoutMs ?? PATIENCE);
  return asked.signal ? AbortSignal.any([asked.signal, limit]) : limit;
}

/** One request on a connection of its own: nothing is reused, nothing is repeated by the library. */
async function exchange(target: Target, asked: HttpRequest, wire: Wire, signal: AbortSignal): Promise<HttpAnswer> {
  // The library weighs three megabytes in each process: it is read when something is first sent.
  const { Client, request } = await import('undici');
  const client = new Client(target.url.origin, {
    connect: pinned(target, wire, signal),
    pipelining: 0,
    allowH2: false,
    maxHeaderSize: 64 * 1024,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const answer = await request(target.url, {
      dispatcher: client,
      method: asked.method,
      headers: { 'user-agent': 'Palabre', 'accept-encoding': 'gzip, deflate, br', ...asked.headers },
      body: asked.body ?? null,
      signal,
    });
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')]));
    const until = AbortSignal.any([signal, AbortSignal.timeout(asked.answerMs ?? PATIENCE)]);
    const body = await readLimited(answer.body, headers['content-encoding'], asked.maxBytes ?? FIVE_MEGABYTES, until);
    return { kind: 'answer', status: answer.statusCode, headers, body, url: target.url.href };
  } finally {
    // The verdict is already known: how the connection ends can change nothing.
    void client.destroy().catch(() => undefined);
  }
}

function redirectOf(answer: HttpAnswer, asked: HttpRequest, hop: number): string | null {
  if (hop >= (asked.follow ?? 0) || (asked.method !== 'GET' && asked.method !== 'HEAD') || !REDIRECTS.has(answer.status)) return null;
  const location = answer.headers['location'];
  return location && URL.canParse(location, answer.url) ? new URL(location, answer.url).href : null;
}

const withoutCredentials = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => ['accept', 'accept-language'].includes(name.toLowerCase())));

/** Counts what was handed to the socket, buffered bytes included: false is a promise, true is a doubt. */
const written = (wire: Wire): boolean => wire.socket !== null && wire.socket.bytesWritten > wire.before;

/** The resolver cannot be interrupted: its answer is left behind when time is up. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function codeOf(error: unknown, signal: AbortSignal): string {
  if (error instanceof GuardRefusal || error instanceof BodyTrouble) return error.code;
  if (signal.aborted) return signal.reason?.name === 'TimeoutError' ? 'timeout' : 'aborted';
  const { code, name } = error as { code?: string; name?: string };
  if (name === 'TimeoutError') return 'timeout';
  return String(code ?? name ?? 'unknown').toLowerCase();
}
