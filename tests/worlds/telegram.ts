import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TelegramServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  host: string;
  /** The one token it knows. */
  token: string;
  /** What its bot said, and to whom. */
  said: { chatId: string; text: string }[];
  /** Somebody writes to the bot. */
  write(chatId: number, text: string, type?: 'private' | 'group'): void;
  /** Answers before its own; each is given once. */
  answers: { status: number; body: object }[];
  close(): Promise<void>;
}

/** As much of the Bot API as Palabre speaks (core.telegram.org/bots/api 10.1), with Telegram's own refusals. */
export async function openTelegram(): Promise<TelegramServer> {
  const token = '123456789:AAF-lome-le-marche-ouvre-a-six-heu';
  const state: Pick<TelegramServer, 'said' | 'answers'> = { said: [], answers: [] };
  const updates: object[] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(parts).toString() || '{}') as { chat_id?: string; text?: string };
      const [, given, method] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
      const first = state.answers.shift();
      if (first) return answer(first.status, first.body);
      if (given !== token) return answer(401, { ok: false, error_code: 401, description: 'Unauthorized' });
      if (method === 'getMe')
        return answer(200, { ok: true, result: { id: 1, is_bot: true, first_name: 'Palabre', username: 'awa_palabre_bot' } });
      if (method === 'getUpdates') return answer(200, { ok: true, result: updates });
      if (method !== 'sendMessage') return answer(404, { ok: false, error_code: 404, description: 'Not Found' });
      if (!asked.text || asked.text.length > 4096)
        return answer(400, { ok: false, error_code: 400, description: 'Bad Request: message is too long' });
      state.said.push({ chatId: asked.chat_id!, text: asked.text });
      return answer(200, { ok: true, result: { message_id: state.said.length } });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...state,
    url: `http://${host}`,
    host,
    token,
    write: (id, text, type = 'private') => {
      updates.push({ update_id: updates.length + 1, message: { message_id: updates.length + 1, chat: { id, type }, text } });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
