import { canonicalJson } from '../../../src/words/canonical-json.ts';
import type { Id } from '../../../src/words/ids.ts';
import type { Field } from '../../../src/modules/offline/shapes.ts';

/** Somebody put `value` where they saw `over`. */
interface Put {
  value: string;
  over: string;
}

/**
 * What people did, as they would tell it, without a look at how the product keeps it: who wrote what over what. From that it can be told
 * whether something written was dropped.
 */
export interface Memory {
  put(postId: Id, field: Field, value: unknown, over: unknown): void;
  /** Something written that is neither in the post nor beside it, nor knowingly replaced by something that is. */
  findLost(postId: Id, field: Field, there: readonly unknown[]): string[];
  places(): [Id, Field][];
}

export function openMemory(): Memory {
  const puts = new Map<string, Put[]>();
  const keyOf = (postId: Id, field: Field): string => `${postId} ${field}`;
  return {
    put: (postId, field, value, over) => {
      const key = keyOf(postId, field);
      puts.set(key, [...(puts.get(key) ?? []), { value: canonicalJson(value), over: canonicalJson(over) }]);
    },
    findLost: (postId, field, there) => {
      const all = puts.get(keyOf(postId, field)) ?? [];
      const safe = new Set(there.map(canonicalJson));
      // What was knowingly written over by something safe is safe too, as far back as that goes.
      for (let grows = true; grows;) {
        const before = safe.size;
        for (const { value, over } of all) if (safe.has(value)) safe.add(over);
        grows = safe.size > before;
      }
      return all.map(({ value }) => value).filter((value) => !safe.has(value));
    },
    places: () => [...puts.keys()].map((key) => key.split(' ') as [Id, Field]),
  };
}
