import type { House } from './open-house.ts';

/** The pages are bundled apart from the server that carries them: what they opened is found, and closed, through the process. */
const KEY = Symbol.for('palabre.houses');
const houses = ((globalThis as Record<symbol, unknown>)[KEY] ??= new Set<House>()) as Set<House>;

export const rememberHouse = (house: House): void => void houses.add(house);

export async function closeHouses(): Promise<void> {
  const open = [...houses];
  houses.clear();
  await Promise.all(open.map((house) => house.close()));
}
