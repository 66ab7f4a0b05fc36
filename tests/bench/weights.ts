import { findBrowser, launch } from '../run/browser.ts';
import { fitOut, type FittedOut } from './fit-out.ts';
import { furnish } from './furnish.ts';
import { worst } from './numbers.ts';
import { atMost, told, type Row } from './row.ts';
import { CLIENT_PAGES, openPages, studioOf } from './screens.ts';
import { visit, type Visit } from './visit.ts';

/** Budgets of the design (§ 9), in thousands of bytes. */
const SCREEN = 60;
const STUDIO_SCRIPTS = 45;
const PUBLIC_SCRIPTS = 15;
/** A week of five posts as the client reads it, before its pictures. */
const CLIENT = 30;

/** Every screen, first view, on a phone. */
export async function measure(): Promise<Row[]> {
  const place = await furnish();
  const browser = await launch(await findBrowser());
  const { stage } = place;
  const { origin } = stage.palabre;
  try {
    const fitted = await fitOut(place);
    const nameOf = naming(stage.studio, fitted);
    const weigh = async (pages: string[], most: number, cookie?: string): Promise<{ rows: Row[]; scripts: number[] }> => {
      const seen: [string, Visit][] = [];
      for (const page of pages) seen.push([nameOf(page), await visit(browser, `${origin}${page}`, cookie ? { cookie } : {})]);
      return { rows: seen.map(([name, one]) => rowOf(name, one, most)), scripts: seen.map(([, one]) => one.scriptBytes / 1000) };
    };
    const studio = await weigh(await studioOf(place, fitted), SCREEN, stage.cookie);
    const doors = await weigh([fitted.client.door], CLIENT);
    const client = await weigh(CLIENT_PAGES, CLIENT, fitted.client.cookie);
    const open = await weigh(openPages(place), SCREEN);
    const hand = await visit(browser, `${origin}${stage.studio}/posts/${fitted.byHand.post}`, { cookie: stage.cookie, touch: '#texte' });
    const words = 'a post for three accounts posted on by hand';
    const openScripts = [...doors.scripts, ...client.scripts, ...open.scripts];
    return [
      ...studio.rows,
      rowOf(words, hand, SCREEN),
      told(`${words}: what the first touch fetches`, hand.afterTouch / 1000, 'KB', 'the counters of networks that are only counted for'),
      ...doors.rows,
      ...client.rows,
      ...open.rows,
      atMost(
        'scripts of a studio screen, the heaviest',
        worst([...studio.scripts, hand.scriptBytes / 1000]),
        STUDIO_SCRIPTS,
        'KB',
        `${studio.scripts.length + 1} screens`,
      ),
      atMost(
        'scripts of an open page, the heaviest',
        worst(openScripts),
        PUBLIC_SCRIPTS,
        'KB',
        `${openScripts.length} pages: log-in, own site, what a client answers on`,
      ),
    ];
  } finally {
    await browser.close();
    await stage.close();
  }
}

const naming =
  (studio: string, { pictured, byHand }: FittedOut) =>
  (page: string): string =>
    page
      .replace(studio, 'studio')
      .replace(pictured.post, '… with a picture')
      .replace(byHand.channel, '… posted on by hand')
      .replaceAll(/[0-9a-f-]{36}/g, '…')
      .replace(/(?<=\/validate\/|\/share\/)[\w-]{20,}/, '…');

const rowOf = (name: string, seen: Visit, most: number): Row =>
  atMost(
    `weight of ${name}`,
    seen.bytes / 1000,
    most,
    'KB',
    `${seen.requests} requests, scripts ${Math.round(seen.scriptBytes / 1000)} KB`,
  );
