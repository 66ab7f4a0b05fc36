/**
 * What the seal says, and only what is true: everything is on the server; some is only on this device; there is no
 * connection since an instant (milliseconds since the epoch).
 */
export type Sync = { kind: 'saved' } | { kind: 'kept' } | { kind: 'unsaved' } | { kind: 'offline'; since: number };

let kept = $state<'saved' | 'kept' | 'unsaved'>('saved');
let offlineSince = $state<number | null>(null);

export const sync = {
  get now(): Sync {
    if (offlineSince !== null) return { kind: 'offline', since: offlineSince };
    return { kind: kept };
  },
  /** Something was typed that the server does not have yet. */
  keep(): void {
    kept = 'kept';
  },
  /** The same, and this device could not keep it either. */
  unsaved(): void {
    kept = 'unsaved';
  },
  /** The server answered that it has everything. */
  saved(): void {
    kept = 'saved';
    offlineSince = null;
  },
  /** A request found nobody, or the browser says there is no network. */
  lost(at: number): void {
    offlineSince ??= at;
  },
  /** The network is back; what was kept is still to be sent. */
  found(): void {
    offlineSince = null;
  },
};
