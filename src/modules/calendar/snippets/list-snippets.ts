import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Mention } from '../mentions.ts';
import { mayRead } from '../policy.ts';
import type { Snippet } from './snippet.ts';
import { selectSnippets } from './snippets.sql.ts';

/** What is kept for a client's texts, by name. */
export async function listSnippets(ctx: Ctx, clientId: Id): Promise<Snippet[]> {
  mayRead(ctx, clientId);
  return selectSnippets(ctx, clientId, { removed: false });
}

/** Whom a client's texts may name, those no longer offered last: what was written keeps its meaning. */
export async function listMentions(ctx: Ctx, clientId: Id): Promise<Mention[]> {
  mayRead(ctx, clientId);
  const all = await selectSnippets(ctx, clientId, { removed: true });
  return all.filter(({ kind }) => kind === 'mention').map(({ name, handles }) => ({ name, handles }));
}
