/**
 * What the seal says, and only what is true: everything is on the server; some is only on this device; there is no
 * connection since an hour.
 */
export type Sync = { kind: 'saved' } | { kind: 'kept' } | { kind: 'offline'; since: Date };

let kept = $state(false);
let offlineSince = $state<Date | null>(null);

export const sync = {
  get now(): Sync {
    if (offlineSince) return { kind: 'offline', since: offlineSince };
    return kept ? { kind: 'kept' } : { kind: 'saved' };
  },
  /** Something was typed that the server does not have yet. */
  keep(): void {
    kept = true;
  },
  /** The server answered that it has everything. */
  saved(): void {
    kept = false;
    offlineSince = null;
  },
  /** A request found nobody, or the browser says there is no network. */
  lost(at: Date): void {
    offlineSince ??= at;
  },
  /** The network is back; what was kept is still to be sent. */
  found(): void {
    offlineSince = null;
  },
};
