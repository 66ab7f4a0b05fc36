import type { ParseArgsConfig } from 'node:util';
import type { Speech } from '../../boot/speech.mjs';
import type { Config } from '#plumbing/config';
import type { House } from '../wiring/open-house.ts';

/** What a command works with. */
export interface Cli {
  config: Config;
  speech: Speech;
  /** The house, on the running Palabre or on a database started for this command alone. */
  house(): Promise<House>;
  /** The value of an option; `-` reads it from standard input, so that a secret is in no history and no process list. */
  read(option: string): Promise<string>;
  /** As typed; a list for an option that may be given several times. */
  values: Record<string, string | boolean | string[] | undefined>;
}

/** What a command answers: `data` with --json, else `lines`, in the operator's language. */
export interface Answer {
  data: Record<string, unknown>;
  lines: string[];
  /** False makes the exit code 1: the command ran, and what it found is not well. */
  well?: boolean;
}

export interface Command {
  options: NonNullable<ParseArgsConfig['options']>;
  /** Names of what may be typed without an option, in order (`restore <file>`). */
  operands?: readonly string[];
  /** Options and operands without which it cannot run. */
  required: readonly string[];
  run(cli: Cli): Promise<Answer>;
}
