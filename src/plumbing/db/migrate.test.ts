import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { migrate, mustBeMigrated } from './migrate.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-migrations-'));
  cpSync('migrations', folder, { recursive: true });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const bring = () => migrate(database.owner, folder, database.app.user!);
const applied = () => database.peek<{ name: string }>('select name from migrations.applied order by name');

test('a database that is up to date changes nothing', async () => {
  expect(await bring()).toBe(0);
  await expect(mustBeMigrated(database.app, folder)).resolves.toBeUndefined();
});

test('a migration that fails leaves no trace, and the next start tries it again', async () => {
  const file = path.join(folder, '9001-later.sql');
  writeFileSync(file, 'create schema later; select 1/0;');
  await expect(bring()).rejects.toThrow('division by zero');
  expect(await database.peek(`select 1 from pg_namespace where nspname = 'later'`)).toEqual([]);
  await expect(mustBeMigrated(database.app, folder)).rejects.toMatchObject({ code: 'not_migrated' });
  writeFileSync(file, 'create schema later;');
  expect(await bring()).toBe(1);
});

test('data of a newer version, or a changed migration, is refused before anything is applied', async () => {
  const before = await applied();
  writeFileSync(path.join(folder, '9002-waiting.sql'), 'create schema waiting;');
  writeFileSync(path.join(folder, '9001-later.sql'), 'create schema another;');
  await expect(bring()).rejects.toMatchObject({ code: 'migration_changed' });
  rmSync(path.join(folder, '9001-later.sql'));
  await expect(bring()).rejects.toMatchObject({ code: 'data_newer' });
  await expect(mustBeMigrated(database.app, folder)).rejects.toMatchObject({ code: 'data_newer' });
  expect(await applied()).toEqual(before);
});
