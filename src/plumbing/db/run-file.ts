import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ProcessIdentity } from '../life/index.ts';

/** What the supervisor of a data folder has running; read by its own processes, the command line and the next start. */
export interface RunFile {
  supervisor: ProcessIdentity;
  /** Folder of the embedded PostgreSQL's socket; null with an external one. */
  socket: string | null;
  /** Address of the web server on this machine. */
  address: string;
  /** Leaders of the process groups of web and worker. */
  web: ProcessIdentity | null;
  worker: ProcessIdentity | null;
  /** Changes at each start of the machine: process numbers of another boot mean nothing. */
  boot: string;
}

const place = (dataDir: string): string => path.join(dataDir, 'running.json');

export function writeRunFile(dataDir: string, run: RunFile): void {
  const half = `${place(dataDir)}.new`;
  writeFileSync(half, JSON.stringify(run, null, 2), { mode: 0o600 });
  renameSync(half, place(dataDir));
}

/** Milliseconds until a change that could not be written is tried again. */
const RETRY_MS = 1_000;

export interface KeptRunFile {
  /** Never throws: on a full disk the children must be kept alive all the same, and their leaders are written when there is room. */
  note(change: Partial<RunFile>): void;
  remove(): void;
}

/** The run file of a supervisor, from its first note on; it changes for as long as it lives. */
export function keepRunFile(dataDir: string, run: RunFile, retryMs = RETRY_MS): KeptRunFile {
  let again: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(again);
    try {
      writeRunFile(dataDir, run);
    } catch {
      again = setTimeout(write, retryMs).unref();
    }
  };
  return {
    note: (change) => {
      Object.assign(run, change);
      write();
    },
    remove: () => {
      clearTimeout(again);
      removeRunFile(dataDir);
    },
  };
}

export const readRunFile = (dataDir: string): RunFile | null =>
  existsSync(place(dataDir)) ? (JSON.parse(readFileSync(place(dataDir), 'utf8')) as RunFile) : null;

export const removeRunFile = (dataDir: string): void => rmSync(place(dataDir), { force: true });

export const bootMark = (): string =>
  existsSync('/proc/sys/kernel/random/boot_id') ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : '';
