import type { Ratio } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import type { WallTime } from '#words/zone.ts';

export * from './month.ts';
export * from './promises.ts';
export { CLOSE_MINUTES, type Crowded } from './crowding.ts';
export { readComposerForm, wishOf, type Written } from './composer-form.ts';
export { COLUMNS, emptyCells, MOST_BYTES, MOST_ROWS, type Cells, type Column } from './import/columns.ts';
export type { ImportWorld, Problem } from './import/understand-row.ts';
export type { JudgedRow } from './import/judge-rows.ts';
export type { Rulings } from './import/rulings.ts';
export { daysOf, placeOf, type Rule } from './recurrence/rule.ts';
export { canPlan, canWrite } from './policy.ts';
export { TASK_KINDS, type TaskKind } from './tasks/kinds.ts';
export { writtenOf, type Stored } from './written.ts';
export type { Difference } from './versions/compare-states.ts';
export type { Part } from './versions/compare-words.ts';
export {
  appended,
  insertionOf,
  readSnippetForm,
  SNIPPET_KINDS,
  type Snippet,
  type SnippetForm,
  type SnippetKind,
} from './snippets/snippet.ts';
export { mentioned, namedPlainly, withMentions, type Mention, type Voice } from './mentions.ts';
export type { Card } from './cards/card.ts';
export { contentFor, firstLine, followsCommon, longestFit, ratioOf, type Outgoing } from './variants.ts';

export const LATE_POLICIES = ['hold', 'publish', 'drop'] as const;
/** What to do when the hour has passed and the post has not left: wait for a person, publish within the minutes, give up. */
export type LatePolicy = (typeof LATE_POLICIES)[number];

/** The post as it goes to one channel; null follows the post. */
export interface Variant {
  channelId: Id;
  text: string | null;
  title: string | null;
  /** The texts after the first one; empty where it is not a thread. */
  thread: string[];
  mediaIds: Id[] | null;
}

/** A day and an hour read on the clock of a place. */
export interface Wish {
  wall: WallTime;
  zone: string;
}

/** What the composer writes. */
export interface Content {
  title: string;
  text: string;
  mediaIds: Id[];
  variants: Variant[];
}

/** How the post's pictures are cut on each channel; one that is not named shows them whole. */
export type Ratios = Readonly<Record<Id, Ratio>>;

export interface Post extends Content {
  id: Id;
  ratios: Ratios;
  clientId: Id;
  /** The promise it keeps, when somebody said so. */
  pillarId: Id | null;
  version: number;
  wish: Wish | null;
  /** The wish as an instant; null without a wish, or when that hour does not exist. */
  plannedAt: Date | null;
  late: LatePolicy;
  lateMinutes: number;
  /** The version handed to publishing; null when not scheduled. */
  plannedVersion: number | null;
  changedBy: Id | null;
  createdAt: Date;
  changedAt: Date;
  deletedAt: Date | null;
}

/** A post as the calendar shows it. */
export interface PostLine {
  id: Id;
  clientId: Id;
  pillarId: Id | null;
  /** The title, or the first line of the text; '' when nothing is written yet. */
  name: string;
  version: number;
  wish: Wish | null;
  plannedAt: Date | null;
  plannedVersion: number | null;
  changedAt: Date;
  /** Made by a rule that says the same again. */
  repeats: boolean;
  channelIds: Id[];
}
