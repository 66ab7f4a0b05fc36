import type { Chance } from '../fakenet/random.ts';

/**
 * Ids are drawn from the seed too, since what is due at the same moment is taken in their order.
 * @returns gives the real source of chance back.
 */
export function seedIds(chance: Chance): () => void {
  const real = crypto.getRandomValues;
  crypto.getRandomValues = ((bytes: Uint8Array) => bytes.map(() => Math.floor(chance.draw('ids') * 256))) as typeof crypto.getRandomValues;
  return () => void (crypto.getRandomValues = real);
}
