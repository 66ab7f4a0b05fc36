import { readLimited } from './body.ts';

/** A service the operator chose in the settings (the PLC directory): its base address is fixed, no person's text changes the host. */
export interface OperatorService {
  /** @returns null when the service could not be reached within 10 s or answered more than 1 MB. */
  get(path: string, signal?: AbortSignal): Promise<ServiceAnswer | null>;
}

export interface ServiceAnswer {
  status: number;
  body: Uint8Array;
  /** What time it is there (the Date header, whole seconds); null where it does not say. */
  date: Date | null;
}

export function openOperatorService(base: string): OperatorService {
  const root = new URL(base.endsWith('/') ? base : `${base}/`);
  return {
    get: async (path, signal) => {
      const limit = AbortSignal.timeout(10_000);
      const until = signal ? AbortSignal.any([signal, limit]) : limit;
      // As in send(): read when something is first asked.
      const { Client, request } = await import('undici');
      const client = new Client(root.origin, { pipelining: 0, allowH2: false });
      try {
        const url = new URL(below(path), root);
        const answer = await request(url, { dispatcher: client, method: 'GET', headers: { accept: 'application/json' }, signal: until });
        const body = await readLimited(answer.body, undefined, 1_000_000, until);
        const date = new Date([answer.headers['date']].flat()[0] ?? '');
        return { status: answer.statusCode, body, date: Number.isNaN(date.getTime()) ? null : date };
      } catch {
        // Unreachable is an outcome here, whatever its reason: the caller says so to the person.
        return null;
      } finally {
        // What was asked is already known: how the connection ends can change nothing.
        void client.destroy().catch(() => undefined);
      }
    },
  };
}

/** Names below the base and nothing else: an empty one would begin another host (`//host`), dots would climb. */
const below = (path: string): string =>
  path
    .split('/')
    .filter((name) => !['', '.', '..'].includes(name))
    .map(encodeURIComponent)
    .join('/');
