import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../house/planted.ts';
import { row, type ChaosTest, type Row } from './row.ts';

interface Report {
  testResults: { assertionResults: { fullName: string; status: string; failureMessages?: string[] }[] }[];
}

interface Suite {
  files: readonly string[];
  /** Journeys start whole Palabres. */
  config?: 'vitest.journeys.config.ts';
  notRun?: readonly string[];
  /** Asks the same test for its whole size. */
  env?: (seed: number) => Record<string, string>;
}

/** A test that `npm test` already runs: run here again alone, one row for each of its promises. The seed changes nothing, unless the test takes it. */
export const inSuite =
  (test: string, { files, config = undefined, notRun = [], env = () => ({}) }: Suite): ChaosTest =>
  async ({ seed }) => {
    const report = await runVitest([...files, '-t', `${test}\\b`, ...(config ? ['--config', config] : [])], env(seed));
    const ran = report.testResults
      .flatMap((file) => file.assertionResults)
      .filter(({ status }) => status === 'passed' || status === 'failed');
    if (ran.length === 0) throw new Error(`no test of ${files.join(', ')} is called ${test}`);
    return ran.map(({ fullName, status, failureMessages = [] }): Row =>
      row(test, seed, fullName.trim(), status === 'passed' ? 0 : 1, 0, {
        notRun,
        ...(failureMessages.length > 0 && { wrong: failureMessages }),
      }),
    );
  };

async function runVitest(args: readonly string[], env: Record<string, string>): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-suite-'));
  const output = path.join(folder, 'report.json');
  try {
    const more = ['--reporter=json', `--outputFile=${output}`];
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args, ...more], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    await new Promise((resolve) => child.once('exit', resolve));
    return JSON.parse(readFileSync(output, 'utf8')) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
