import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { savePost } from '#modules/calendar';
import { createClient } from '#modules/clients';
import type { Doorbell } from '#plumbing/db';
import { openHttp } from '#plumbing/http';
import { openMailer } from '#plumbing/mail';
import { openPusher, vapidKeys } from '#plumbing/push';
import { openSeal, type Seal } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../../tests/worlds/database.ts';
import { openMailbox, textOf } from '../../../../tests/worlds/mailbox.ts';
import { openWorkspace, type TestWorkspace } from '../../../../tests/worlds/people.ts';
import { openPushService, type PushService } from '../../../../tests/worlds/push-service.ts';
import { openTelegram, type TelegramServer } from '../../../../tests/worlds/telegram.ts';
import { telegramBot } from '../../../networks/telegram/bot.ts';
import { noteFact, noteReminders, tellPerson, type Teller, type ToldFact } from '../index.server.ts';

type Job = { at: number; userId: Id };

export interface TellingWorld {
  database: TestDatabase;
  atelier: TestWorkspace;
  clientId: Id;
  seal: Seal;
  teller: Teller;
  ring: Doorbell;
  service: PushService;
  telegram: TelegramServer;
  /** Words of the letters that came since this was asked last. */
  letters(): string[];
  write(text: string): Promise<Id>;
  /** Hears what was told, makes the round of reminders, and answers every bell that is due; `minutes` go by. */
  live(minutes?: number): Promise<void>;
  /** The same fact comes twice. */
  hearAgain(): Promise<void>;
  close(): Promise<void>;
}

/** People of one workspace, and everything that reaches them: a mail server, a push service, a Telegram; a clock moved by hand. */
export async function openTelling(): Promise<TellingWorld> {
  const database = await openTestDatabase();
  const atelier = await openWorkspace(database, 'Atelier Adjovi');
  const [box, service, telegram] = [await openMailbox(), await openPushService(), await openTelegram()];
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-told-'));
  const seal = openSeal(path.join(folder, 'keys'));
  const publicUrl = new URL('https://palabre.example');
  const mail = openMailer({ smtpUrl: box.url, mailFrom: 'Palabre <palabre@palabre.example>', publicUrl })!;
  const http = openHttp({ allowHosts: [service.host, telegram.host], ownPorts: [], closed: [] });
  const jobs: Job[] = [];
  const ring: Doorbell = async (_db, _queue, data, at) =>
    void jobs.push({ at: (at ?? database.clock.now()).getTime(), userId: data['userId']! });
  const keys = vapidKeys(seal.derive('web push', 48));
  const teller: Teller = {
    ...{ store: database.store, clock: database.clock, config: { publicUrl }, seal, ring, mail, random: () => 0 },
    pusher: openPusher({ http, keys, contact: 'mailto:palabre@palabre.example', now: () => database.clock.now() }),
    messenger: telegramBot({ http, base: telegram.url }),
  };
  const clientId = (await atelier.as(atelier.awa)((ctx) => createClient(ctx, { name: 'Chez Tantine Afi' }))).id;
  let heard: string[] = [];

  async function hear(): Promise<void> {
    const facts = await database.peek<ToldFact & { workspace_id: Id }>('select id, name, about from facts.fact order by id');
    const fresh = facts.filter(({ id }) => !heard.includes(id));
    for (const fact of fresh) await atelier.as({ kind: 'system', name: 'worker' })((ctx) => noteFact(ctx, ring, fact));
    heard = facts.map(({ id }) => id);
  }

  async function live(minutes = 0): Promise<void> {
    const until = database.clock.now().getTime() + minutes * 60_000;
    await hear();
    await noteReminders({ store: database.store, ring });
    for (;;) {
      const [next] = jobs.sort((a, b) => a.at - b.at);
      if (!next || next.at > until) break;
      jobs.shift();
      database.clock.set(new Date(Math.max(next.at, database.clock.now().getTime())));
      await tellPerson(teller, atelier.workspaceId, next.userId);
    }
    database.clock.set(new Date(Math.max(until, database.clock.now().getTime())));
  }

  return {
    ...{ database, atelier, clientId, seal, teller, ring, service, telegram, live },
    letters: () => box.letters.splice(0).map(textOf),
    write: (text) =>
      atelier.as(atelier.awa)(async (ctx) => (await savePost(ctx, { clientId, title: text, text, mediaIds: [], variants: [] })).id),
    hearAgain: async () => {
      heard = [];
      await hear();
    },
    close: async () => {
      mail.close();
      await Promise.all([box.close(), service.close(), telegram.close()]);
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}
