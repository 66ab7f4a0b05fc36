import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../words/ids.ts';
import { readConfig, type Config } from '../config/index.ts';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { prepareDatabase } from '../start/database.ts';
import { restoreBackup } from './index.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** The version before this one had every migration but the last. */
const names = readdirSync(path.join(ROOT, 'migrations')).sort();
const newest = names.at(-1)!;
let folder: string;
let present: Config;
let former: Config;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-update-'));
  const root = path.join(folder, 'former');
  mkdirSync(path.join(root, 'migrations'), { recursive: true });
  for (const name of names.slice(0, -1)) cpSync(path.join(ROOT, 'migrations', name), path.join(root, 'migrations', name));
  cpSync(path.join(ROOT, 'package.json'), path.join(root, 'package.json'));
  present = readConfig({ PALABRE_DATA: path.join(folder, 'data') }, { root: ROOT });
  former = { ...present, root };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const backups = (): string[] => readdirSync(present.backupDir!).filter((name) => name.startsWith('before-update-'));

/** One start of a version on the data folder. @returns what it said, the migrations it found done, and the people it knows */
async function startOnce(config: Config, add?: string) {
  const said: string[] = [];
  const embedded = await startEmbeddedPostgres(config.dataDir, { durable: false });
  try {
    await prepareDatabase(
      config,
      embedded,
      (key, values) => void said.push(`${key} ${path.basename(String(values?.['name'] ?? ''))}`.trim()),
    );
    const client = new pg.Client(embedded.owner);
    await client.connect();
    if (add)
      await client.query(
        `insert into auth.person (id, name, email, language, created_at, updated_at) values ($1, $2, $2 || '@example.com', 'fr', now(), now())`,
        [newId(), add],
      );
    const people = (await client.query<{ name: string }>('select name from auth.person order by id')).rows.map(({ name }) => name);
    const done = (await client.query<{ name: string }>('select name from migrations.applied order by name')).rows.map(({ name }) => name);
    await client.end();
    return { said, people, done };
  } finally {
    await embedded.stop();
  }
}

const restore = (config: Config) =>
  restoreBackup({ config, file: path.join(config.backupDir!, backups().sort().at(-1)!), mark: newId(), now: new Date() });

test('an update of a data folder in use makes a backup first; a new folder and one that is up to date make none', async () => {
  const first = await startOnce(former, 'awa');
  expect([first.done.at(-1), first.said.filter((line) => line.includes('backed_up'))]).toEqual([names.at(-2), []]);
  await startOnce(former);
  const updated = await startOnce(present);
  expect(updated.said).toEqual(['cli_backed_up_before_update', `cli_migrating ${newest}`]);
  expect(updated).toMatchObject({ people: ['awa'], done: names });
  expect(backups()).toHaveLength(1);
  expect((await startOnce(present, 'after the update')).said).toEqual([]);
});

test('the version before the update takes that backup back, as it was', async () => {
  const { head, aside } = await restore(former);
  expect(head).toMatchObject({ migration: names.at(-2), media: 'left out' });
  expect(aside).not.toBeNull();
  expect(await startOnce(former)).toMatchObject({ said: [], people: ['awa'], done: names.slice(0, -1) });
});

test('the version after the update takes it too, and updates it again with a backup of its own', async () => {
  await restore(present);
  expect(await startOnce(present)).toMatchObject({
    said: ['cli_backed_up_before_update', `cli_migrating ${newest}`],
    people: ['awa'],
    done: names,
  });
  expect(backups()).toHaveLength(2);
});

test('a file that is none, a folder, or nothing at all is said to be so', async () => {
  const of = (file: string) => restoreBackup({ config: present, file, mark: newId(), now: new Date() });
  await expect(of(folder)).rejects.toMatchObject({ key: 'cli_backup_unreadable' });
  await expect(of(path.join(folder, 'nothing'))).rejects.toMatchObject({ key: 'cli_backup_missing' });
  await expect(of(path.join(ROOT, 'package.json'))).rejects.toMatchObject({ key: 'cli_backup_none' });
});

test('what a newer version has written is refused by the one before, with nothing changed', async () => {
  await expect(startOnce(former)).rejects.toMatchObject({ code: 'data_newer' });
  expect((await startOnce(present)).people).toEqual(['awa']);
});
