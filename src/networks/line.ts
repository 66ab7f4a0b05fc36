import type { Id } from '#words/ids.ts';

/** One connected account, as a network module needs it to speak. Secrets are in clear here and nowhere else. */
export interface Line {
  channelId: Id;
  workspaceId: Id;
  /** Base URL of the instance, site, PDS or receiver; '' for the own site. */
  address: string;
  /** The account's own id on the network; null until the first `whoAmI`. */
  networkUserId: string | null;
  /** What the form collected, in clear: `{ token }`, `{ user, password }`, `{ secret }`. */
  secret: Readonly<Record<string, string>>;
  /** What the network told us at connection: limits, software, class, rest root. Plain JSON, never secret. */
  facts: Readonly<Record<string, unknown>>;
  /** Where a network that works with short sessions keeps the current one. */
  session: SessionKeeper;
}

/** Short-lived tokens a network renews by itself (Bluesky); sealed wherever they rest. */
export type Session = Readonly<Record<string, string>>;

/**
 * Keeps the one current session of a channel. Renewing is done by one process at a time, because a refresh token used twice
 * can cost the account its connection.
 */
export interface SessionKeeper {
  read(): Promise<Session | null>;
  /**
   * Replaces `seen` by what `make` brings. When another process has replaced it meanwhile, that newer session is given and
   * `make` is not called. `make` answers null when the network refused; the old session is then kept.
   */
  renew(seen: Session | null, make: (current: Session | null) => Promise<Session | null>): Promise<Session | null>;
}

/** A session of no channel yet: while connecting, and for networks that have none. */
export function sessionInMemory(first: Session | null = null): SessionKeeper {
  let current = first;
  return {
    read: async () => current,
    renew: async (_seen, make) => {
      const made = await make(current);
      current = made ?? current;
      return made;
    },
  };
}

export interface Identity {
  networkUserId: string;
  /** `@awa@mastodon.social`, `awa.bsky.social`, `editrice`: shown to people. */
  handle: string;
  displayName: string;
  profileUrl: string | null;
  /** Refreshed facts of the line (limits, software, class). */
  facts: Record<string, unknown>;
}
