import type { Id } from '#words/ids.ts';
import type { Card } from '../cards/card.ts';
import type { Content, LatePolicy, Post, Ratios, Wish } from '../shapes.ts';

/**
 * What a person would call the post as it was: words, pictures, accounts, the hour wished for, the cards of its links. What a state kept
 * before it was noted does not have is missing from it, and compared with nothing.
 */
export interface State extends Content {
  pillarId: Id | null;
  ratios: Ratios;
  wish: Wish | null;
  late?: LatePolicy;
  lateMinutes?: number;
  /** By address. */
  cards?: Card[];
}

export const stateOf = ({ title, text, mediaIds, variants, pillarId, ratios, wish, late, lateMinutes }: Post, cards: Card[]): State => ({
  title,
  text,
  mediaIds,
  variants,
  pillarId,
  ratios,
  wish,
  late,
  lateMinutes,
  cards,
});

/** A state somebody wrote, with who and when; `n` is null for the present one. */
export interface Version {
  n: number | null;
  version: number;
  state: State;
  writtenBy: Id | null;
  writtenAt: Date;
}
