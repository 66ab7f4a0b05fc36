import { randomBytes } from 'node:crypto';
import type { Messenger } from '#networks/contract';
import type { Ctx, Store } from '#plumbing/db';
import type { Seal } from '#plumbing/seal';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import { mustBeTold } from '../policy.ts';
import type { Bot } from './subjects.ts';
import { botAt, tables, type BotSecret } from './telling.sql.ts';

/** Where one's bot is asked and kept; it is spoken to outside transactions. */
export interface BotHouse {
  store: Store;
  seal: Pick<Seal, 'seal' | 'open'>;
  messenger: Messenger;
}

/**
 * The bot a person made for themselves, by its token; it waits for its maker to write to it.
 * @throws Refusal `told_bot_token`, `told_bot_busy`, `told_bot_unreachable` (422)
 */
export async function connectBot({ store, seal, messenger }: BotHouse, workspaceId: Id, actor: Actor, token: string): Promise<void> {
  const { userId } = mustBeTold(actor);
  const bot = await messenger.readBot(token);
  if (bot.kind === 'trouble') throw new Refusal(`told_bot_${bot.code}`, { field: 'token' });
  const secret: BotSecret = { token, word: randomBytes(16).toString('base64url'), chatId: null };
  await store.inWorkspace(workspaceId, actor, async (ctx) => {
    const sealed = seal.seal(botAt(workspaceId, userId), JSON.stringify(secret));
    const row = { handle: bot.handle, sealed, key_id: sealed[0]!, added_at: ctx.now(), found_at: null, broken_at: null };
    await tables(ctx)
      .insertInto('notices.bot')
      .values({ workspace_id: workspaceId, user_id: userId, ...row })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(row))
      .execute();
  });
}

/**
 * Looks for the conversation in which its maker wrote to it.
 * @throws Refusal `told_bot_silent` (409) when nobody has, `told_bot_token`, `told_bot_busy`, `told_bot_unreachable`
 */
export async function findBotChat({ store, seal, messenger }: BotHouse, workspaceId: Id, actor: Actor): Promise<void> {
  const { userId } = mustBeTold(actor);
  const place = botAt(workspaceId, userId);
  const secret = await store.inWorkspace(workspaceId, actor, async (ctx) => {
    const row = await tables(ctx).selectFrom('notices.bot').select('sealed').where('user_id', '=', userId).executeTakeFirst();
    if (!row) throw notFound();
    return JSON.parse(seal.open(place, row.sealed)) as BotSecret;
  });
  const found = await messenger.findChat(secret.token, secret.word);
  if (found.kind === 'trouble') throw new Refusal(`told_bot_${found.code}`);
  if (found.kind === 'none') throw new Refusal('told_bot_silent', { status: 409 });
  await store.inWorkspace(workspaceId, actor, async (ctx) => {
    const sealed = seal.seal(place, JSON.stringify({ ...secret, chatId: found.chatId }));
    const set = { sealed, key_id: sealed[0]!, found_at: ctx.now(), broken_at: null };
    await tables(ctx).updateTable('notices.bot').set(set).where('user_id', '=', userId).execute();
  });
}

export async function removeBot(ctx: Ctx): Promise<void> {
  const { userId } = mustBeTold(ctx.actor);
  await tables(ctx).deleteFrom('notices.bot').where('user_id', '=', userId).execute();
}

/** One's bot, as a page shows it; its token never. */
export async function readBot(ctx: Ctx, { seal, messenger }: Pick<BotHouse, 'seal' | 'messenger'>): Promise<Bot | null> {
  const { userId } = mustBeTold(ctx.actor);
  const row = await tables(ctx).selectFrom('notices.bot').selectAll().where('user_id', '=', userId).executeTakeFirst();
  if (!row) return null;
  const { word } = JSON.parse(seal.open(botAt(ctx.workspaceId, userId), row.sealed)) as BotSecret;
  const found = row.found_at !== null;
  return { handle: row.handle, found, broken: row.broken_at !== null, invitation: found ? null : messenger.invite(row.handle, word) };
}
