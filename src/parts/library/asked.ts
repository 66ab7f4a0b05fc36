/** What the library is asked to show. */
export interface Asked {
  clientId: string | null;
  unsaid: boolean;
  doubles: boolean;
  words: string;
  tag: string;
  /** A folder's id, or `none` for what lies in none. */
  folder: string | null;
}

/** The address of the same screen with one thing changed. */
export type Query = (change: Record<string, string | null>) => string;

/** Beginning with `?`, without what is not asked. */
export const queryOf =
  (asked: Asked): Query =>
  (change) => {
    const { clientId, unsaid, doubles, words, tag, folder } = asked;
    const now = { client: clientId, unsaid: unsaid ? '1' : null, doubles: doubles ? '1' : null, words, tag, folder, ...change };
    return `?${new URLSearchParams(Object.entries(now).filter((pair): pair is [string, string] => Boolean(pair[1])))}`;
  };
