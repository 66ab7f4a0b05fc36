import { findBrowser, launch } from '../run/browser.ts';
import { median } from './numbers.ts';
import { furnish, type Furnished } from './furnish.ts';
import { atMost, told, type Row } from './row.ts';
import { visit, type Visit } from './visit.ts';

const TIMES = 3;

interface Screen {
  name: string;
  address: string;
  most: { kilobytes: number; requests?: number; paint?: number; usable?: number };
  cookie: boolean;
}

/** The five pages one waits for most, on a full line and on a slow one, each with an empty cache. */
export async function measure(): Promise<Row[]> {
  const place = await furnish();
  const browser = await launch(await findBrowser());
  try {
    const rows: Row[] = [];
    for (const screen of screensOf(place)) {
      const look = async (slow: boolean): Promise<Visit[]> => {
        const visits = [];
        for (let time = 0; time < TIMES; time += 1)
          visits.push(await visit(browser, screen.address, { slow, ...(screen.cookie && { cookie: place.stage.cookie }) }));
        return visits;
      };
      rows.push(...rowsOf(screen, await look(false), await look(true)));
    }
    return rows;
  } finally {
    await browser.close();
    await place.stage.close();
  }
}

function screensOf({ stage, month, post, article }: Furnished): Screen[] {
  const studio = `${stage.palabre.origin}${stage.studio}`;
  return [
    { name: 'log-in', address: `${stage.palabre.origin}/login`, most: { kilobytes: 25 }, cookie: false },
    { name: 'Today', address: studio, most: { kilobytes: 60 }, cookie: true },
    {
      name: 'calendar, 200 posts',
      address: `${studio}/calendar?month=${month}`,
      most: { kilobytes: 60, requests: 15, paint: 2.5, usable: 4 },
      cookie: true,
    },
    { name: 'composer', address: `${studio}/posts/${post}`, most: { kilobytes: 60 }, cookie: true },
    { name: 'article', address: article, most: { kilobytes: 60 }, cookie: false },
  ];
}

function rowsOf({ name, most }: Screen, full: readonly Visit[], slow: readonly Visit[]): Row[] {
  const base = `first view, median of ${TIMES}`;
  const of = (visits: readonly Visit[], what: keyof Visit): number => median(visits.map((one) => one[what]));
  const seconds = (words: string, value: number, limit: number | undefined): Row =>
    limit === undefined ? told(`${name}: ${words}`, value / 1000, 's', base) : atMost(`${name}: ${words}`, value / 1000, limit, 's', base);
  return [
    atMost(
      `${name}: weight`,
      of(full, 'bytes') / 1000,
      most.kilobytes,
      'KB',
      `${base}; scripts ${Math.round(of(full, 'scriptBytes') / 1000)} KB`,
    ),
    most.requests === undefined
      ? told(`${name}: requests`, of(full, 'requests'), 'requests', base)
      : atMost(`${name}: requests`, of(full, 'requests'), most.requests, 'requests', base),
    seconds('first paint, full line', of(full, 'firstPaint'), undefined),
    seconds('usable, full line', of(full, 'usable'), undefined),
    seconds('first paint, slow line', of(slow, 'firstPaint'), most.paint),
    seconds('usable, slow line', of(slow, 'usable'), most.usable),
  ];
}
