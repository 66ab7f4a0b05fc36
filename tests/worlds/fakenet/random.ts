/**
 * Chance that can be replayed: the n-th draw for a key depends on the seed, the key and n only, so that requests
 * arriving in another order do not change each other's fate.
 */
export interface Chance {
  /** The next number in [0, 1) for this key. */
  draw(key: string): number;
  /** A whole number in [from, to] for this key. */
  between(key: string, from: number, to: number): number;
}

export function openChance(seed: number): Chance {
  const drawn = new Map<string, number>();
  const draw = (key: string): number => {
    const n = drawn.get(key) ?? 0;
    drawn.set(key, n + 1);
    return mix(hash(`${seed}/${key}/${n}`));
  };
  return { draw, between: (key, from, to) => from + Math.floor(draw(key) * (to - from + 1)) };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** mulberry32's output step: spreads neighbouring hashes over [0, 1). */
function mix(state: number): number {
  let t = (state + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
