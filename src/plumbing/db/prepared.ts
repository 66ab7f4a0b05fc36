import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';

/** Texts with a name, at most: a list of a hundred lengths must not fill the server with a hundred plans. */
const MOST = 400;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return name;
}

/**
 * A connection on which each text is parsed and planned once: the wide inserts of a planned post, under row-level security, cost the
 * server more to understand than to do. What is asked in one breath leaves in one write.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // A line cut between two queries of a transaction (server restarted, failover): the next query says so. Unheard, it would end the process.
    this.on('error', () => undefined);
  }

  override query(...given: unknown[]): never {
    const [text, values, ...rest] = given;
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    const asked = name === undefined ? given : [{ name, text, values }, ...rest];
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
    return (super.query as (...asked: unknown[]) => never).apply(this, asked);
  }
}
