import type { Actor } from '#words/actor.ts';
import type { Cut } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import type { LibraryHouse } from './house.ts';
import { makeCut } from './make-cut.ts';

export interface WantedCut {
  mediaId: Id;
  cut: Cut;
}

/** Something was about to be frozen with a cut nobody has made yet: a transaction does not wait for a decoder. */
export class CutsWanted extends Refusal {
  readonly cuts: readonly WantedCut[];
  constructor(cuts: readonly WantedCut[]) {
    super('cut_not_ready', { status: 503 });
    this.cuts = cuts;
  }
}

/** More than the pictures of one post by all its channels, twenty by eight, would ever ask for again. */
const ROUNDS = 8;

/**
 * Runs a transaction; where it wants cuts, it has been rolled back: they are made outside of it, and it runs again from its beginning.
 * Every door whose work may freeze pictures goes through here.
 * @param took told how many milliseconds the cuts took, turns waited for included
 */
export async function withCuts<T>(
  house: LibraryHouse,
  actor: Actor,
  workspaceId: Id,
  work: () => Promise<T>,
  took: (milliseconds: number) => void = () => undefined,
): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CutsWanted) || round === ROUNDS) throw error;
      const began = performance.now();
      for (const { mediaId, cut } of error.cuts) await makeCut(house, actor, workspaceId, mediaId, cut);
      took(performance.now() - began);
    }
  }
}
