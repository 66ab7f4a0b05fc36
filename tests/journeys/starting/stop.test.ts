import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../../house/planted.ts';
import { eventually, leave, makePlace, nothingRuns, pageOf, PATIENCE, pidOf, processesOf, started, type Place } from './world.ts';

/** A Node that cannot replace itself by another program stays beside the supervisor. */
const OLDER = ['--import', 'data:text/javascript,delete process.execve'];

let place: Place;
beforeEach(async () => void (place = await makePlace()));
afterEach(() => leave(place));

const serves = async (): Promise<boolean> => (await pageOf(place).catch(() => null))?.ok === true;

test('npm start says each step and the way in; SIGTERM to npm stops everything, and the next start takes seconds', async () => {
  const npm = (): { said: () => string; ended: Promise<number | null>; kill(): void } => {
    const child = spawn('npm', ['start'], { cwd: ROOT, env: { ...process.env, ...place.settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return { said: () => said, ended: new Promise((resolve) => child.once('close', resolve)), kill: () => void child.kill('SIGTERM') };
  };
  for (const first of [true, false]) {
    const began = Date.now();
    const run = npm();
    await eventually(() => run.said().includes('Ctrl-C stops everything.'), PATIENCE, run.said);
    expect(run.said()).toContain(first ? 'Making the database…' : 'Starting the database…');
    expect(run.said()).toContain(`Palabre is ready: http://localhost:${place.port}\n`);
    expect(run.said()).toMatch(new RegExp(`http://localhost:${place.port}/setup/[A-Za-z0-9_-]{22,}\n`));
    if (!first) {
      expect(run.said()).not.toMatch(/Installing|Preparing|Making|updating/);
      // Four seconds on a machine at rest; this one runs other tests meanwhile.
      expect(Date.now() - began).toBeLessThan(30_000);
    }
    expect(await serves()).toBe(true);
    run.kill();
    await run.ended;
    await nothingRuns(place);
    expect(run.said()).toContain('Palabre has stopped.');
    expect(existsSync(path.join(place.data, 'postgres', 'postmaster.pid'))).toBe(false);
  }
});

test('the supervisor’s command line does not say worker, the worker’s does, and they are few', async () => {
  await started(place);
  const commands = processesOf(place)
    .map(({ command }) => command)
    .filter((command) => !command.includes('postgres'));
  expect(commands.filter((command) => /supervisor/.test(command) && !/worker/.test(command))).toHaveLength(1);
  expect(commands.filter((command) => /server\/web\.js/.test(command))).toHaveLength(1);
  expect(commands.filter((command) => /processes\/worker\.js/.test(command))).toHaveLength(1);
  expect(commands.filter((command) => /processes\/worker-sender\.js/.test(command))).toHaveLength(1);
  // Supervisor, web, worker and its sender; npm is the fifth where it started them.
  expect(commands).toHaveLength(4);
});

for (const [signal, node] of [
  ['SIGINT', []],
  ['SIGHUP', OLDER],
] as const)
  test(`${signal} stops everything in order and says so`, async () => {
    const program = await started(place, node);
    expect(await program.stop(signal)).toBe(0);
    expect(program.said().trim().split('\n').slice(-2)).toEqual(['Stopping…', 'Palabre has stopped.']);
    await nothingRuns(place, 1_000);
  });

test('whatever dies first without a word, nothing stays behind and the next start works', async () => {
  for (const [victim, node] of [
    [/supervisor\.js/, []],
    [/supervisor\.js/, OLDER],
    [/start\.mjs/, OLDER],
  ] as const) {
    await started(place, node);
    process.kill(pidOf(place, victim), 'SIGKILL');
    await nothingRuns(place, 30_000);
  }
  expect(await (await started(place)).stop()).toBe(0);
});

test('the death of the one who started it stops everything', async () => {
  const parent = spawn(process.execPath, ['-e', `require('child_process').spawn(process.execPath, ['start.mjs'], { stdio: 'ignore' })`], {
    cwd: ROOT,
    env: { ...process.env, ...place.settings },
    stdio: 'ignore',
  });
  await eventually(serves, PATIENCE, () => JSON.stringify(processesOf(place)));
  parent.kill('SIGKILL');
  await nothingRuns(place, 30_000);
});

test('a web process or a PostgreSQL that is killed comes back by itself', async () => {
  const program = await started(place);
  process.kill(pidOf(place, /server\/web\.js/), 'SIGKILL');
  await eventually(() => program.said().includes('The web process stopped (SIGKILL): it is starting again.'), 5_000, program.said);
  await eventually(serves, 30_000, program.said);
  process.kill(pidOf(place, /bin\/postgres -D/), 'SIGKILL');
  await program.says(/The database stopped: it is starting again\./, 5_000);
  const home = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${place.port}/`).catch(() => null))?.ok === true;
  await eventually(home, 30_000, program.said);
  expect(await program.stop()).toBe(0);
});
