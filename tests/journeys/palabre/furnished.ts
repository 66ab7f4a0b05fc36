import type { Browser } from 'playwright-core';
import { startFakenet, type Fakenet } from '../../worlds/fakenet/index.ts';
import { openPerson, type Person } from './person.ts';
import { startPalabre, type Palabre } from './start.ts';
import { openBrowser, openWindow } from './window.ts';

/** A Palabre, networks to speak to and a browser; opened once per journey file. */
export interface Scene {
  net: Fakenet;
  palabre: Palabre;
  browser: Browser;
  /** Awa at a new window. */
  awa(options: { javaScript: boolean; phone?: boolean; away?: boolean }): Promise<Person>;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const net = await startFakenet({ networks: ['mastodon', 'bluesky', 'wordpress', 'webhook'] });
  const palabre = await startPalabre(net);
  const browser = await openBrowser();
  return {
    net,
    palabre,
    browser,
    awa: async (options) => openPerson((await openWindow(browser, options)).page, net, palabre.origin),
    close: async () => {
      await browser.close();
      await palabre.stop();
      await net.stop();
    },
  };
}
