import type { Piece } from '#words/french-typography.ts';

/** A text as a French printer would set it. `channelId` '' is the common text. */
export interface FrenchOffer {
  channelId: string;
  pieces: Piece[];
}
