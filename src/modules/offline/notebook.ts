import type { Id } from '#words/ids.ts';
import type { Change } from './changes.ts';
import type { Field, Writing } from './writing.ts';

/** A post as the house last told it. */
export interface Copy {
  id: Id;
  clientId: Id;
  version: number;
  writing: Writing;
  /** The instant it is wished for, ISO; null without one. */
  plannedAt: string | null;
  /** Handed to publishing. */
  planned: boolean;
  /** How it stands, in the words of publishing. */
  label: string;
  sign: string;
  /** Changes whenever anything above does. */
  mark: string;
}

/** Two texts of one field, one of which is in the post. */
export interface Conflict {
  id: Id;
  postId: Id;
  field: Field;
  /** What arrived from a device. */
  ours: Writing[Field];
  /** Who wrote it there. */
  by: string;
}

export interface KeptClient {
  id: Id;
  name: string;
  monogram: string;
  colour: string;
  zone: string;
}

export interface KeptChannel {
  id: Id;
  clientId: Id;
  /** Where it leads to, in the person's language. */
  where: string;
  name: string;
}

/** Done here, not yet heard of by the house. */
export interface Waiting {
  change: Change;
  /** It may have left: it is sent again as it is, never changed. */
  left: boolean;
  /** How often it met an accident over there. */
  accidents: number;
}

/** What the house would not do: kept until the person has seen it, with all they had written. */
export interface Trouble {
  change: Change;
  code: string;
  details: Record<string, string | number>;
}

/** What one person keeps of one workspace on one device. */
export interface Notebook {
  device: Id;
  /** Whose calendars are kept; null: of every client. */
  chosen: Id[] | null;
  posts: Record<Id, Copy>;
  waiting: Waiting[];
  troubles: Trouble[];
  conflicts: Conflict[];
  clients: KeptClient[];
  channels: KeptChannel[];
  mayPlan: boolean;
  /** ISO, by the clock of the house; null before the first time. */
  syncedAt: string | null;
}

export const newNotebook = (device: Id): Notebook => ({
  ...{ device, chosen: null, posts: {}, waiting: [], troubles: [], conflicts: [], clients: [], channels: [] },
  ...{ mayPlan: false, syncedAt: null },
});
