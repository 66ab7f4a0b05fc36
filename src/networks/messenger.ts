import type { Sent } from '#words/sent.ts';

/** How a bot a person made themselves writes to that person. Its token opens the bot to whoever has it. */
export interface Messenger {
  /** Whose token this is. */
  readBot(token: string): Promise<{ kind: 'bot'; handle: string } | BotTrouble>;
  /** Where the person taps so that the bot may write to them: `word` comes back in what they send by it. */
  invite(handle: string, word: string): string;
  /** The conversation in which that word was sent; what others wrote to the bot is left aside. */
  findChat(token: string, word: string): Promise<{ kind: 'chat'; chatId: string } | { kind: 'none' } | BotTrouble>;
  say(token: string, chatId: string, text: string): Promise<Sent>;
}

/** `busy`: another program reads what this bot is sent. */
export type BotTrouble = { kind: 'trouble'; code: 'token' | 'busy' | 'unreachable' };
