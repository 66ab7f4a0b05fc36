import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../../house/planted.ts';
import { settingsOnly } from '../../journeys/palabre/child.ts';

export type CommandLine = (args: string[]) => Promise<Record<string, unknown>>;

/** `npm run palabre -- … --json` on the Palabre with these settings. @throws with what it said when it refused */
export const commandLine =
  (settings: Record<string, string>): CommandLine =>
  async (args) => {
    const env = settingsOnly(settings) as NodeJS.ProcessEnv;
    const { stdout } = await promisify(execFile)(process.execPath, ['start.mjs', 'palabre', ...args, '--json'], { cwd: ROOT, env });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
