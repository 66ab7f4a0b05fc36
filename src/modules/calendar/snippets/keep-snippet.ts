import { readClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { mayWrite } from '../policy.ts';
import { snippetSchema } from './snippet-schema.ts';
import { MOST_SNIPPETS, type Snippet, type SnippetForm } from './snippet.ts';
import { markRemoved, selectSnippets, writeSnippet } from './snippets.sql.ts';

/**
 * Keeps something for the texts of a client, or changes what was kept.
 * @param mentionOn how a network writes a handle (its rules): what it could not write is refused here rather than lost in a text
 * @throws Refusal `snippet_name_taken`, `snippet_empty`, `snippet_too_many`, `snippet_handle_unreadable` (details: handle)
 */
export async function keepSnippet(
  ctx: Ctx,
  clientId: Id,
  wanted: SnippetForm,
  mentionOn: (network: string) => ((handle: string) => string | null) | undefined,
): Promise<Snippet> {
  mayWrite(ctx, clientId);
  await readClient(ctx, clientId);
  const parsed = snippetSchema.safeParse(wanted);
  if (!parsed.success) throw invalid(String(parsed.error.issues[0]?.path[0] ?? 'name'));
  const { id, kind, name, text, handles } = parsed.data;
  const kept = (await selectSnippets(ctx, clientId, { removed: false })).filter((one) => one.kind === kind);
  if (id !== undefined && !kept.some((one) => one.id === id)) throw notFound();
  if (kept.some((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase()))
    throw new Refusal('snippet_name_taken', { field: 'name', details: { name } });
  if (id === undefined && kept.length >= MOST_SNIPPETS) throw new Refusal('snippet_too_many', { details: { most: MOST_SNIPPETS } });
  if (kind !== 'mention' && text === '') throw new Refusal('snippet_empty', { field: 'text' });
  for (const [network, handle] of Object.entries(handles))
    if (!mentionOn(network)?.(handle)) throw new Refusal('snippet_handle_unreadable', { field: `handle.${network}`, details: { handle } });

  const mention = kind === 'mention';
  const snippet: Snippet = { id: id ?? newId(ctx.now().getTime()), kind, name, text: mention ? '' : text, handles: mention ? handles : {} };
  await writeSnippet(ctx, clientId, snippet);
  await ctx.tell({ name: 'calendar.snippet_kept', about: { clientId, snippetId: snippet.id } });
  return snippet;
}

/** No longer offered. Texts that name someone go on naming them. */
export async function removeSnippet(ctx: Ctx, clientId: Id, id: Id): Promise<void> {
  mayWrite(ctx, clientId);
  if (!(await markRemoved(ctx, clientId, id))) throw notFound();
  await ctx.tell({ name: 'calendar.snippet_removed', about: { clientId, snippetId: id } });
}
