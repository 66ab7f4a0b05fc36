import type { Http, HttpResult } from '#plumbing/http';
import type { Sent } from '#words/sent.ts';
import type { BotTrouble, Messenger } from '../contract.ts';

interface Outside {
  http: Http;
  /** `https://api.telegram.org` */
  base: string;
}

/** core.telegram.org/bots/api 10.1: what we read of an answer. */
interface Answer<T> {
  ok?: boolean;
  result?: T;
  parameters?: { retry_after?: number };
}
interface Update {
  message?: { text?: string; chat?: { id?: number; type?: string } };
}

/** A hundred updates at most come at once; the last ones are asked for, since Telegram keeps a day of them. */
const LAST_HUNDRED = -100;

/** The Bot API, for a bot its own maker is written to by (core.telegram.org/bots/api). */
export function telegramBot({ http, base }: Outside): Messenger {
  const call = (token: string, method: string, body: object): Promise<HttpResult> =>
    http.send({
      method: 'POST',
      url: `${base}/bot${token}/${method}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      maxBytes: 1_000_000,
    });
  return {
    readBot: async (token) => {
      // The token is part of the path: what has another shape is not even asked about.
      if (!/^\d{3,20}:[\w-]{20,100}$/.test(token)) return { kind: 'trouble', code: 'token' };
      const answer = await call(token, 'getMe', {});
      const handle = resultOf<{ username?: string }>(answer)?.username;
      return handle ? { kind: 'bot', handle } : troubleOf(answer);
    },
    invite: (handle, word) => `https://t.me/${handle}?start=${word}`,
    findChat: async (token, word) => {
      const answer = await call(token, 'getUpdates', { offset: LAST_HUNDRED, limit: 100, timeout: 0, allowed_updates: ['message'] });
      const updates = resultOf<Update[]>(answer);
      if (!Array.isArray(updates)) return troubleOf(answer);
      const said = updates.findLast(({ message }) => message?.text === `/start ${word}` && message.chat?.type === 'private');
      return said ? { kind: 'chat', chatId: String(said.message!.chat!.id) } : { kind: 'none' };
    },
    say: async (token, chatId, text) =>
      sentOf(await call(token, 'sendMessage', { chat_id: chatId, text, link_preview_options: { is_disabled: true } })),
  };
}

function answerOf<T>(result: HttpResult): Answer<T> | null {
  if (result.kind !== 'answer') return null;
  try {
    return JSON.parse(Buffer.from(result.body).toString('utf8')) as Answer<T>;
  } catch {
    return null; // a page of some proxy: the status alone speaks
  }
}

const resultOf = <T>(result: HttpResult): T | undefined => answerOf<T>(result)?.result;

function troubleOf(result: HttpResult): BotTrouble {
  const status = result.kind === 'answer' ? result.status : 0;
  // 404 is what a token of the wrong shape gets; 409, a bot whose updates go to a webhook or to another reader.
  if (status === 401 || status === 404) return { kind: 'trouble', code: 'token' };
  return { kind: 'trouble', code: status === 409 ? 'busy' : 'unreachable' };
}

function sentOf(result: HttpResult): Sent {
  if (result.kind === 'no_answer')
    return result.bytesWritten ? { kind: 'unclear', code: result.code } : { kind: 'later', seconds: null, code: result.code };
  const code = `http_${result.status}`;
  const answer = answerOf(result);
  if (result.status === 200 && answer?.ok) return { kind: 'taken' };
  if (result.status === 429) return { kind: 'later', seconds: answer?.parameters?.retry_after ?? null, code };
  // Revoked, blocked, or a conversation that is no more.
  if ([400, 401, 403, 404].includes(result.status)) return { kind: 'gone', code };
  return { kind: 'unclear', code };
}
