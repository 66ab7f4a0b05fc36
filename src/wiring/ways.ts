import type { Config } from '#plumbing/config';
import type { Clock } from '#plumbing/clock';
import type { Http } from '#plumbing/http';
import { openPusher, vapidKeys, type Pusher } from '#plumbing/push';
import type { Seal } from '#plumbing/seal';
import type { Messenger } from '#networks/contract';
import { telegramBot } from '../networks/telegram/bot.ts';

/** How people are told, mail apart; nothing in the demonstration, which reaches nobody. */
export interface Ways {
  pusher: Pusher | null;
  messenger: Messenger | null;
}

interface House {
  config: Config;
  http: Http;
  seal: Seal;
  clock: Clock;
}

export function openWays({ config, http, seal, clock }: House): Ways {
  if (config.demo) return { pusher: null, messenger: null };
  const contact = `mailto:${/<([^>]+)>/.exec(config.mailFrom)?.[1] ?? config.mailFrom}`;
  const keys = vapidKeys(seal.derive('web push', 48));
  return {
    pusher: openPusher({ http, keys, contact, now: () => clock.now() }),
    messenger: telegramBot({ http, base: config.telegramUrl }),
  };
}
