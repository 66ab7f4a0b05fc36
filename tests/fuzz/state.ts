import type { Id } from '../../src/words/ids.ts';

type Pool = 'client' | 'channel' | 'post' | 'media' | 'publication' | 'webhook' | 'foreign';

/** What the fuzzer has seen of the house: ids that exist, and the tag each post had when it was last seen. */
export class State {
  readonly pools: Record<Pool, Id[]> = { client: [], channel: [], post: [], media: [], publication: [], webhook: [], foreign: [] };
  readonly #tags = new Map<Id, string>();

  know(pool: Pool, ids: readonly Id[]): void {
    for (const id of ids) if (!this.pools[pool].includes(id)) this.pools[pool].push(id);
    // The last ones are enough to be met again.
    if (this.pools[pool].length > 300) this.pools[pool].splice(0, 100);
  }

  tag(id: Id, etag: string | null): void {
    if (etag) this.#tags.set(id, etag);
  }

  /** `<post:12>` anywhere in a value, as the id it stands for now. */
  fill<T>(value: T): T {
    if (typeof value === 'string')
      return value.replace(/^<(\w+):(\d+)>$/, (_, pool: string, n: string) => this.#pick(pool, Number(n))) as T;
    if (Array.isArray(value)) return value.map((one: unknown) => this.fill(one)) as T;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.fill(one as unknown)])) as T;
  }

  tagOf = (id: Id): string => this.#tags.get(id) ?? '"never-seen"';

  #pick(pool: string, n: number): Id {
    const ids = this.pools[pool as Pool] ?? [];
    return ids[n % ids.length] ?? '01900000-0000-7000-8000-000000000000';
  }
}
