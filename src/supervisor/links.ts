import { spawn } from 'node:child_process';
import type { Config } from '../plumbing/config/index.ts';
import { environmentOfChildren } from '../plumbing/config/index.ts';
import { programFile } from '../plumbing/life/index.ts';

/**
 * The address to enter by, printed at each start: a new set-up link while nobody has an account, a sign-in link in the demo.
 * Asked of a short-lived process, so that the supervisor, which lives as long as Palabre, stays small.
 * @returns null when there is somebody already, who knows how to enter
 */
export function readLink(config: Config): Promise<string | null> {
  const command = config.demo ? 'demo-link' : 'setup-link';
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', programFile(config.root, 'palabre'), command, '--json'],
      {
        cwd: config.root,
        env: environmentOfChildren(config),
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve((JSON.parse(said) as { link: string | null }).link);
      else reject(new Error(`${command}: ${said.trim()}`));
    });
  });
}
