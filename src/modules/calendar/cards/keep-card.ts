import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mayRead, mayWrite } from '../policy.ts';
import type { Card } from './card.ts';
import { deleteCard, selectCards, writeCard } from './cards.sql.ts';

/** The card of an address becomes this one, for every text of the client that holds it. What was approved keeps its own. */
export async function keepCard(ctx: Ctx, clientId: Id, card: Card): Promise<void> {
  mayWrite(ctx, clientId);
  await writeCard(ctx, clientId, card);
  await ctx.tell({ name: 'calendar.card_kept', about: { clientId, url: card.url } });
}

/** The link is shown bare again. */
export async function removeCard(ctx: Ctx, clientId: Id, url: string): Promise<void> {
  mayWrite(ctx, clientId);
  await deleteCard(ctx, clientId, url);
  await ctx.tell({ name: 'calendar.card_removed', about: { clientId, url } });
}

/** The cards kept for these addresses. */
export async function listCards(ctx: Ctx, clientId: Id, urls: readonly string[]): Promise<Card[]> {
  mayRead(ctx, clientId);
  return selectCards(ctx, clientId, urls);
}
