import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { freeBytes, troubleWithFolder } from '#plumbing/start';
import type { Config } from '#plumbing/config';
import { isAlive } from '#plumbing/life';
import { bootMark, readRunFile } from '../../plumbing/db/run-file.ts';
import { advice, ill, well, type Finding } from './finding.ts';

const GIBIBYTE = 1024 ** 3;
const MEBIBYTE = 1024 ** 2;

export function examineDisk(config: Config): Finding {
  const folder = nearest(config.dataDir);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const trouble = troubleWithFolder(error, config.dataDir);
    if (!trouble) throw error;
    return ill('disk', trouble.key, trouble.values);
  }
  const free = freeBytes(folder);
  const values = { folder: config.dataDir, free: Math.floor(free / MEBIBYTE) };
  if (free < 200 * MEBIBYTE) return ill('disk', 'cli_doctor_disk_full', values);
  return free < 2 * GIBIBYTE ? advice('disk', 'cli_doctor_disk_low', values) : well('disk', 'cli_doctor_disk', values);
}

/** A folder that is not made yet will lie on the disk of the first one above it that is. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(path.dirname(folder)));

export function examineSettings(config: Config): Finding[] {
  const findings: Finding[] = [well('settings', 'cli_doctor_settings')];
  if (!config.smtpUrl) findings.push(advice('mail', 'cli_doctor_no_mail'));
  const { hostname, protocol } = config.publicUrl;
  if (isLoopback(hostname)) findings.push(advice('public-address', 'cli_doctor_loopback', { address: config.publicUrl.href }));
  else if (protocol !== 'https:') findings.push(advice('public-address', 'cli_doctor_no_https', { address: config.publicUrl.href }));
  return findings;
}

export const isLoopback = (hostname: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

/** The web process of this machine's supervisor; with single processes (npm run web, npm run worker) there is none to ask. */
export function examineProcesses(config: Config): Finding[] {
  const run = readRunFile(config.dataDir);
  const supervised = run !== null && run.boot === bootMark() && isAlive(run.supervisor) && run.web !== null;
  if (!supervised)
    return [config.database.kind === 'embedded' ? ill('running', 'cli_doctor_not_running') : advice('running', 'cli_doctor_single')];
  return [isAlive(run.web!) ? well('web', 'cli_doctor_web') : ill('web', 'cli_doctor_web_dead')];
}
