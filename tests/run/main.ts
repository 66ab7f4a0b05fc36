import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from './browser.ts';
import { count, failuresOf, sum, type Count, type Report } from './count.ts';

/** Runs every test on the pinned Node and ends with one line: `N passed, N failed`. Arguments after `--` narrow the run. */
const began = Date.now();
const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'palabre-tests-'));
const filters = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const failures: string[] = [];
let running: ReturnType<typeof spawn> | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => running?.kill(signal));

async function vitest(name: string, config: string, env: Record<string, string> = {}): Promise<Count> {
  const output = path.join(folder, `${name}.json`);
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${output}`,
  ];
  const code = await new Promise<number | null>((resolve) => {
    running = spawn(process.execPath, [...args, ...filters], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    running.once('exit', resolve);
  });
  const report = existsSync(output) ? (JSON.parse(readFileSync(output, 'utf8')) as Report) : null;
  failures.push(...failuresOf(report));
  const counted = count(report);
  // An error outside every test (an unhandled rejection, a world that does not open) is counted too.
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** Journeys are the last: they start whole Palabres and want the machine for themselves. */
async function journeys(): Promise<Count> {
  try {
    const browser = await findBrowser();
    return await vitest('journeys', 'vitest.journeys.config.ts', {
      PALABRE_TEST_BROWSER: browser.path,
      PALABRE_TEST_BROWSER_ENV: JSON.stringify(browser.env),
    });
  } catch (error) {
    console.error((error as Error).message);
    return { passed: 0, failed: 1 };
  }
}

const counts: Count[] = [];
counts.push(await vitest('units', 'vitest.config.ts'));
counts.push(await journeys());
rmSync(folder, { recursive: true, force: true });

const total = sum(counts);
for (const one of failures) console.log(`FAILED ${one.replaceAll(`${root}/`, '')}`);
console.log(`${Math.round((Date.now() - began) / 1000)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
