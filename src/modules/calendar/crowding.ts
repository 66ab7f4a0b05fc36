import type { Id } from '#words/ids.ts';

/** Two posts of one account nearer than this speak over each other: readers see one of them. Our own rule of thumb, said as advice. */
export const CLOSE_MINUTES = 120;

export interface Crowded {
  channelId: Id;
  /** To the nearest neighbour on that account; 0: at the same time. */
  minutes: number;
}
