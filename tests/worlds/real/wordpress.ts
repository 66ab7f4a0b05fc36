import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../journeys/palabre/port.ts';
import type { Visible } from '../fakenet/truth.ts';
import type { Account } from '../fakenet/world.ts';
import { runServer } from './run-server.ts';
import type { RealServer } from './server.ts';

const PACKAGED = '/usr/share/wordpress';
const PROGRAMS = ['/usr/bin/php', '/usr/sbin/mariadbd', '/usr/bin/mariadb-install-db'];
const OWN = path.join(import.meta.dirname, 'wordpress');
/** `index.php`, `wp-config.php` and content of Debian's packages lead elsewhere. */
const APART = ['wp-config.php', 'wp-config-sample.php', 'wp-content'];

/** What is not there of Debian's wordpress, php-cli, php-mysql and mariadb-server; empty: it can be started. */
export const missingForWordpress = (): string[] => [PACKAGED, ...PROGRAMS].filter((place) => !existsSync(place));

/** A real WordPress of Debian's packages on a MariaDB of its own, which believes that it lives at `http://127.0.0.1:<publicPort>`. */
export async function startWordpress(accounts: readonly Account[], publicPort: number): Promise<RealServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-wp-'));
  const [root, socket, port] = [path.join(folder, 'root'), path.join(folder, 'db.sock'), await freePort()];
  const address = `http://127.0.0.1:${publicPort}`;
  const env = { PATH: process.env.PATH, REAL_SOCKET: socket, REAL_ADDRESS: address, REAL_ROOT: root, PHP_CLI_SERVER_WORKERS: '3' };
  const database = await startDatabase(folder, socket);
  copyProgram(root);
  const names = accounts.map(({ name }) => name);
  const passwords = setUp(names, env);
  const web = await runServer('php', ['-S', `127.0.0.1:${port}`, '-t', root, path.join(OWN, 'router.php')], env, null);
  await answers(`http://127.0.0.1:${port}/wp-json/`);

  return {
    port,
    keys: (account) => ({ user: account.name, secret: passwords[account.name]! }),
    readPosts: () => readPosts(`http://127.0.0.1:${port}`),
    stop: async () => {
      await web.stop();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** On a socket only; a MariaDB started by root gives its rights away to the user Debian made for it. */
async function startDatabase(folder: string, socket: string): Promise<{ stop(): Promise<void> }> {
  const data = path.join(folder, 'db');
  mkdirSync(data);
  const user = process.getuid?.() === 0 ? 'mysql' : userInfo().username;
  const common = ['--no-defaults', `--user=${user}`, `--datadir=${data}`];
  if (user === 'mysql') execFileSync('chown', ['-R', user, folder]);
  execFileSync('mariadb-install-db', [...common, '--skip-test-db', '--auth-root-authentication-method=normal'], { stdio: 'pipe' });
  const more = [
    `--socket=${socket}`,
    `--pid-file=${folder}/db.pid`,
    '--skip-networking',
    '--skip-log-bin',
    '--innodb-buffer-pool-size=64M',
  ];
  return runServer('/usr/sbin/mariadbd', [...common, ...more], process.env, null);
}

/** Copies, since PHP finds configuration beside the file a link leads to. */
function copyProgram(root: string): void {
  const filter = (place: string): boolean => !APART.includes(path.relative(PACKAGED, place));
  cpSync(PACKAGED, root, { recursive: true, dereference: true, filter });
  mkdirSync(path.join(root, 'wp-content', 'uploads'), { recursive: true });
  mkdirSync(path.join(root, 'wp-content', 'plugins'));
  cpSync(`${PACKAGED}/wp-content/themes`, path.join(root, 'wp-content', 'themes'), { recursive: true, dereference: true });
  copyFileSync(path.join(OWN, 'wp-config.php'), path.join(root, 'wp-config.php'));
}

/** @throws with what it printed, when that is not the passwords */
function setUp(names: readonly string[], env: NodeJS.ProcessEnv): Record<string, string> {
  const printed = execFileSync('php', [path.join(OWN, 'setup.php'), ...names], { env, encoding: 'utf8' });
  const last = printed.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`WordPress could not be set up:\n${printed.slice(-3_000)}`);
  return JSON.parse(last) as Record<string, string>;
}

interface Post {
  id: number;
  slug: string;
  link: string;
  author: number;
  title: { rendered: string };
  content: { rendered: string };
}

async function readPosts(origin: string): Promise<Omit<Visible, 'n' | 'at'>[]> {
  const users = await pages<{ id: number; slug: string }>(`${origin}/wp-json/wp/v2/users`);
  const nameOf = (id: number): string => users.find((user) => user.id === id)?.slug ?? String(id);
  const posts = await pages<Post>(`${origin}/wp-json/wp/v2/posts`);
  return posts.map(({ id, slug, link, author, title, content }) => ({
    kind: 'visible',
    network: 'wordpress',
    account: nameOf(author),
    id: String(id),
    url: link,
    text: `${title.rendered} ${content.rendered}`,
    key: slug,
    parent: null,
    media: 0,
  }));
}

async function pages<T>(address: string): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1, last = 1; page <= last; page += 1) {
    const answer = await fetch(`${address}?per_page=100&page=${page}&orderby=id&order=asc`);
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    all.push(...((await answer.json()) as T[]));
    last = Number(answer.headers.get('x-wp-totalpages') ?? 1);
  }
  return all;
}

async function answers(address: string): Promise<void> {
  for (let turn = 0; turn < 120; turn += 1) {
    const answer = await fetch(address).catch((error: Error) => error);
    if (answer instanceof Response && answer.ok) return;
    await sleep(250);
  }
  throw new Error(`${address} does not answer`);
}
