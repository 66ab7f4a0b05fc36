import { spawn } from 'node:child_process';
import { ROOT } from '../../house/planted.ts';
import { settingsOnly } from './child.ts';

export interface Answered {
  code: number | null;
  /** The standard output, which must be one JSON value and nothing else. */
  json: Record<string, never> & { error?: { code: string; message: string; field?: string } };
}

/** `npm run -s palabre -- <words> --json`, without npm. @param input what standard input holds, for options given as `-` */
export async function command(settings: Record<string, string>, words: string[], input = ''): Promise<Answered> {
  const child = spawn(process.execPath, ['start.mjs', 'palabre', ...words, '--json'], { cwd: ROOT, env: settingsOnly(settings) });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    return { code, json: JSON.parse(said) as Answered['json'] };
  } catch (error) {
    throw new Error(`no JSON from ${words.join(' ')}: ${said}\n${complained}`, { cause: error });
  }
}
