import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Anything that may hold a secret is cut before it is written; the list is checked by the secrets test (T20). */
const REDACTED = ['password', 'token', 'secret', 'authorization', 'cookie', 'key', 'accessJwt', 'refreshJwt'];

export function openLog(name: string, level: string): Log {
  return pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
