import { findBrowser, launch } from '../run/browser.ts';
import { furnish, type Furnished } from './furnish.ts';
import { worst } from './numbers.ts';
import { atMost, type Row } from './row.ts';
import { visit } from './visit.ts';

/** Budgets of the design (§ 9), in thousands of bytes. */
const SCREEN = 60;
const STUDIO_SCRIPTS = 45;
const PUBLIC_SCRIPTS = 15;

/** Every screen, first view, on a phone. */
export async function measure(): Promise<Row[]> {
  const place = await furnish();
  const browser = await launch(await findBrowser());
  const { stage } = place;
  try {
    const rows: Row[] = [];
    const scripts: number[] = [];
    for (const path of studioOf(place)) {
      const seen = await visit(browser, `${stage.palabre.origin}${path}`, { cookie: stage.cookie });
      scripts.push(seen.scriptBytes / 1000);
      const name = path.replace(stage.studio, 'studio').replaceAll(/[0-9a-f-]{36}/g, '…');
      rows.push(
        atMost(
          `weight of ${name}`,
          seen.bytes / 1000,
          SCREEN,
          'KB',
          `${seen.requests} requests, scripts ${Math.round(seen.scriptBytes / 1000)} KB`,
        ),
      );
    }
    const open = [`${stage.palabre.origin}/login`, place.article, place.article.slice(0, place.article.lastIndexOf('/'))];
    const openScripts = [];
    for (const address of open) openScripts.push((await visit(browser, address)).scriptBytes / 1000);
    return [
      ...rows,
      atMost('scripts of a studio screen, the heaviest', worst(scripts), STUDIO_SCRIPTS, 'KB', `${scripts.length} screens`),
      atMost('scripts of an open page, the heaviest', worst(openScripts), PUBLIC_SCRIPTS, 'KB', 'log-in, article, home of the own site'),
    ];
  } finally {
    await browser.close();
    await stage.close();
  }
}

const studioOf = ({ stage: { studio, clientId }, month, post, publication, channel }: Furnished): string[] => [
  studio,
  `${studio}/calendar?month=${month}`,
  `${studio}/calendar?month=${month}&view=list`,
  `${studio}/calendar?month=${month}&client=${clientId}`,
  `${studio}/calendar?view=week`,
  `${studio}/posts/new`,
  `${studio}/posts/${post}`,
  `${studio}/publications/${publication}`,
  `${studio}/channels`,
  `${studio}/channels/${channel}`,
  `${studio}/channels/${channel}/slots`,
  `${studio}/channels/new`,
  `${studio}/channels/new/mastodon`,
  `${studio}/clients`,
  `${studio}/clients/${clientId}`,
  `${studio}/clients/${clientId}/strategy`,
  `${studio}/clients/${clientId}/snippets`,
  `${studio}/clients/new`,
  `${studio}/library`,
  `${studio}/people`,
  `${studio}/site`,
  `${studio}/settings`,
  `${studio}/settings/keys`,
  `${studio}/more`,
  '/account',
];
