import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../../src/plumbing/db/embedded-postgres.ts';
import { run } from '../palabre/child.ts';
import { leave, makePlace, nothingRuns, pageOf, refused, started, type Place } from './world.ts';

let place: Place;
beforeEach(async () => void (place = await makePlace()));
afterEach(() => leave(place));

/** One clear sentence, after what the steps may have said, and a failing exit code. */
async function expectRefusal(sentence: string): Promise<void> {
  const { code, said } = await refused(place);
  const lines = sentence.split('\n').length;
  expect(said.split('\n').slice(-lines).join('\n')).toBe(sentence);
  expect(code).toBe(1);
  await nothingRuns(place, 2_000);
}

test('a port that is taken: the sentence names another, and no database was made', async () => {
  const other = createServer().listen(place.port, '127.0.0.1');
  await expectRefusal(
    `Port ${place.port} is already taken by another program: choose another, for instance PALABRE_PORT=${place.port + 1} npm start.`,
  );
  other.close();
  expect(existsSync(path.join(place.data, 'postgres'))).toBe(false);
});

test('a second Palabre on the same data is refused and the first goes on; kill -9 frees the folder', async () => {
  const first = await started(place);
  const before = readFileSync(path.join(place.data, 'running.json'), 'utf8');
  const second = { ...place, settings: { ...place.settings, PALABRE_PORT: String(place.port + 1) } };
  const { code, said } = await refused(second);
  expect({ code, said }).toEqual({
    code: 1,
    said: `Another Palabre already uses the folder ${place.data}: stop it first, or choose another folder with PALABRE_DATA.`,
  });
  expect(readFileSync(path.join(place.data, 'running.json'), 'utf8')).toBe(before);
  expect((await pageOf(place)).ok).toBe(true);
  first.process.kill('SIGKILL');
  await nothingRuns(place, 30_000);
  expect(await (await started(place)).stop()).toBe(0);
});

test('a data folder that cannot be written', async () => {
  const file = path.dirname(place.data);
  writeFileSync(path.join(file, 'a-file'), '');
  place.settings.PALABRE_DATA = path.join(file, 'a-file', 'data');
  await expectRefusal(
    `The data folder ${place.settings.PALABRE_DATA} cannot be written: change its permissions or choose another with PALABRE_DATA.`,
  );
});

test('a disk that is full, at once or while the database is being made: nothing half-made stays', async () => {
  mkdirSync(place.data);
  for (const size of ['2m', '32m']) {
    // A small disk of its own, seen by this start only.
    const script = `mount -t tmpfs -o size=${size},mode=700 tmpfs "$PALABRE_DATA" && "${process.execPath}" start.mjs; code=$?; ls -A "$PALABRE_DATA"; exit $code`;
    const apart = process.getuid!() === 0 ? ['-m'] : ['-U', '-r', '-m'];
    const done = spawnSync('unshare', [...apart, 'sh', '-c', script], { env: { ...process.env, ...place.settings }, encoding: 'utf8' });
    expect(done.stderr.trim()).toBe(`The disk that holds ${place.data} is full: free some space, then start again; nothing was damaged.`);
    expect(done.status).toBe(1);
    expect(done.stdout).not.toMatch(/^postgres/m);
  }
});

test('data of a newer Palabre is left as it was; the same data starts again once the program is up to date', async () => {
  await (await started(place)).stop();
  const future = async (statement: string): Promise<void> => {
    const postgres = await startEmbeddedPostgres(place.data);
    const client = new pg.Client(postgres.owner);
    await client.connect();
    await client.query(statement);
    await client.end();
    await postgres.stop();
  };
  await future(`insert into migrations.applied (name, sha256) values ('9999-future.sql', '')`);
  const sentence = `The folder ${place.data} was written by a newer Palabre: update the program; nothing was changed.`;
  await expectRefusal(sentence);
  await future(`delete from migrations.applied where name = '9999-future.sql'`);
  expect(await (await started(place)).stop()).toBe(0);

  writeFileSync(path.join(place.data, 'postgres', 'PG_VERSION'), '19\n');
  await expectRefusal(sentence);
});

test('a start that was cut short while making the database begins anew', async () => {
  mkdirSync(path.join(place.data, 'postgres.new'), { recursive: true });
  writeFileSync(path.join(place.data, 'postgres.new', 'PG_VERSION'), 'half');
  expect(await (await started(place)).stop()).toBe(0);
  expect(readdirSync(place.data)).not.toContain('postgres.new');
});

test('settings that are wrong are all told at once', async () => {
  place.settings.PALABRE_LOG = 'loud';
  place.settings.PALABRE_SMTP_URL = 'mail.example';
  await expectRefusal(
    [
      'Settings to correct:',
      'PALABRE_SMTP_URL: an address starting with smtp:// or smtps:// is expected',
      'PALABRE_LOG: debug, info, warn, error or silent is expected',
    ].join('\n  '),
  );
});

test('a single process without an external database says what to run instead', async () => {
  const web = run(['start.mjs', 'web'], place.settings);
  const code = await new Promise((resolve) => web.process.once('close', resolve));
  expect(web.said().trim()).toBe('This command needs PostgreSQL by DATABASE_URL; on a single machine, run npm start instead.');
  expect(code).toBe(1);
  rmSync(place.data, { recursive: true, force: true });
});
