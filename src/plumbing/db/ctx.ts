import type { Transaction } from 'kysely';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';

/** Rooms add their own tables with `ctx.db.withTables<…>()`; nobody sees another room's. */
export type NoTables = Record<never, never>;
export type Db = Transaction<NoTables>;

/** Something that happened, told in the transaction that made it true and written at its end; `worker/hearing.ts` lists who listens. */
export interface Fact {
  /** `publishing.published`, `team.invited`: room, dot, past participle. */
  name: string;
  /** Ids and small values; never content, never secrets. */
  about: Record<string, string | number | boolean | null>;
}

/** The world, in one small bag, passed first to every verb. One ctx is one transaction in one workspace. */
export interface Ctx {
  db: Db;
  workspaceId: Id;
  actor: Actor;
  now(): Date;
  tell(fact: Fact): Promise<void>;
  /** A part that is undone alone when it throws, what it told included; the rest of the transaction goes on. */
  part<T>(work: () => Promise<T>): Promise<T>;
}
