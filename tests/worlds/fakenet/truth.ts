/** What really happened, as only the networks know it. The checker reads this and nothing of the product's tables. */
export type TruthEntry = Call | Visible | Removed;

export const FAKE_NETWORKS = ['mastodon', 'lookalike', 'bluesky', 'wordpress', 'webhook'] as const;
export type FakeNetworkName = (typeof FAKE_NETWORKS)[number];

interface Base {
  /** Order of events over all networks, from 1. */
  n: number;
  /** Milliseconds since the epoch. */
  at: number;
  network: FakeNetworkName | 'plc';
}

/** A request came in. */
export interface Call extends Base {
  kind: 'call';
  method: string;
  /** Without the query. */
  path: string;
  /** The key, record id or event id it carried; null when it had none. */
  key: string | null;
  fault: string | null;
  /** null: no answer was sent. */
  status: number | null;
}

/** Something can now be seen by everyone. One entry per thing seen: two entries with one text are a duplicate. */
export interface Visible extends Base {
  kind: 'visible';
  account: string;
  id: string;
  url: string | null;
  text: string;
  /** Idempotency-Key, record key, slug or webhook-id. */
  key: string | null;
  /** Id of the post it answers. */
  parent: string | null;
  media: number;
}

export interface Removed extends Base {
  kind: 'removed';
  account: string;
  id: string;
}

type Untimed<E> = E extends Base ? Omit<E, 'n' | 'at'> : never;

export interface TruthLog {
  add(entry: Untimed<TruthEntry>): void;
  all(): TruthEntry[];
  clear(): void;
}

export function openTruth(now: () => number, write: (line: string) => void = () => {}): TruthLog {
  let entries: TruthEntry[] = [];
  let n = 0;
  return {
    add: (entry) => {
      const full = { n: (n += 1), at: now(), ...entry } as TruthEntry;
      entries.push(full);
      write(`${JSON.stringify(full)}\n`);
    },
    all: () => [...entries],
    clear: () => void (entries = []),
  };
}
