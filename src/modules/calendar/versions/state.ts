import type { Id } from '#words/ids.ts';
import type { Content, Post, Ratios, Wish } from '../shapes.ts';

/** What a person would call the post as it was: words, pictures, accounts, the hour wished for. */
export interface State extends Content {
  pillarId: Id | null;
  ratios: Ratios;
  wish: Wish | null;
}

export const stateOf = ({ title, text, mediaIds, variants, pillarId, ratios, wish }: Post): State => ({
  title,
  text,
  mediaIds,
  variants,
  pillarId,
  ratios,
  wish,
});

/** A state somebody wrote, with who and when; `n` is null for the present one. */
export interface Version {
  n: number | null;
  version: number;
  state: State;
  writtenBy: Id | null;
  writtenAt: Date;
}
