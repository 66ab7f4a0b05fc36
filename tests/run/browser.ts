import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as chromium from 'playwright-core';

export interface Browser {
  path: string;
  /** What its process needs beside ours: libraries of the packed browser. */
  env: Record<string, string>;
}

/** The headless one first: the same pages for a quarter of the processor time. */
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ROOM = path.join(tmpdir(), `palabre-browser-${process.getuid?.() ?? 'user'}`);

/**
 * A browser for the journeys: the machine's own; else, as root, Debian's; else the one packed for npm.
 * @throws when none can be started: journeys that cannot run are failures, never skipped.
 */
export async function findBrowser(): Promise<Browser> {
  const ways: [string, () => Promise<Browser | null> | Browser | null][] = [
    ['installed', installed],
    ['apt-get', fromDebian],
    ['@sparticuz/chromium', packed],
  ];
  const tried: string[] = [];
  for (const [name, way] of ways) {
    const browser = await way();
    if (browser && (await starts(browser))) return browser;
    tried.push(name);
  }
  throw new Error(`No browser could be started (tried: ${tried.join(', ')}).`);
}

const installed = (): Browser | null => {
  const found = INSTALLED.find((file) => existsSync(file));
  return found ? { path: found, env: {} } : null;
};

function fromDebian(): Browser | null {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return null;
  console.log('Installing chromium from Debian…');
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update', '-q');
  for (const name of ['chromium-headless-shell', 'chromium']) if (!installed()) apt('install', '-y', '-q', '--no-install-recommends', name);
  return installed();
}

/** Unpacks in a folder of this user; its libraries are unpacked too, for machines without NSS. */
async function packed(): Promise<Browser> {
  console.log('Unpacking the browser of npm…');
  mkdirSync(ROOM, { recursive: true, mode: 0o700 });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = ROOM;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const { default: chromium, inflate } = (await import(pathToFileURL(entry).href)) as {
      default: { executablePath(): Promise<string> };
      inflate(file: string): Promise<string>;
    };
    await inflate(path.resolve(path.dirname(entry), '../bin/al2023.tar.br'));
    const libraries = path.join(ROOM, 'al2023', 'lib');
    const env = {
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: nameFonts(),
    };
    return { path: await chromium.executablePath(), env };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Where its fonts are: the list packed with it names folders of another machine, and a browser without a font dies on the first real page. */
function nameFonts(): string {
  const folders = [path.join(ROOM, 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`).join('');
  const file = path.join(ROOM, 'fonts.conf');
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${path.join(ROOM, 'font-cache')}</cachedir></fontconfig>`);
  return file;
}

/** Headless, without sandbox (root has none) and without calls home. */
export const launch = (browser: Browser): Promise<chromium.Browser> =>
  chromium.chromium.launch({
    executablePath: browser.path,
    env: { ...(process.env as Record<string, string>), ...browser.env },
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
  });

/** Shows one page, as the journeys will. */
async function starts(browser: Browser): Promise<boolean> {
  try {
    const open = await launch(browser);
    const page = await open.newPage();
    await page.setContent('<h1>Palabre</h1>');
    // As laid out: without a font there is nothing.
    const shown = await page.innerText('h1');
    await open.close();
    return shown === 'Palabre';
  } catch (error) {
    console.log(String(error).split('\n')[0]);
    return false;
  }
}
