import { hashPassword } from 'better-auth/crypto';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { Refusal } from '#words/refusal.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './shapes.ts';

/**
 * A thousand million guesses at least. Online, ten tries an hour make it hopeless; with the database in hand, scrypt leaves an
 * attacker some ten guesses a second and core: three years.
 */
const ENOUGH_LOG10 = 9;

let judge: Promise<ZxcvbnFactory> | null = null;

/** The dictionaries take some 5 MB: read at the first use, by the processes that need them. */
async function openJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ]);
  return new ZxcvbnFactory({ dictionary: { ...common.dictionary, ...french.dictionary }, graphs: common.adjacencyGraphs });
}

/**
 * @param known what an attacker tries first: the person's name, address, workspace.
 * @throws Refusal `password_short`, `password_long`, `password_weak`
 */
export async function judgePassword(password: string, known: string[]): Promise<void> {
  if (password.length < PASSWORD_MIN) throw new Refusal('password_short', { field: 'password', details: { least: PASSWORD_MIN } });
  if (password.length > PASSWORD_MAX) throw new Refusal('password_long', { field: 'password', details: { most: PASSWORD_MAX } });
  const words = [...known, ...known.flatMap((word) => word.split(/[\s@.]+/)), 'palabre'].filter((word) => word.length > 2);
  const strength = await (judge ??= openJudge());
  if (strength.check(password, words).guessesLog10 < ENOUGH_LOG10) throw new Refusal('password_weak', { field: 'password' });
}

/** @returns the hash to keep (scrypt), of a password strong enough. @throws like judgePassword */
export async function chosenPassword(password: string, known: string[]): Promise<string> {
  await judgePassword(password, known);
  return hashPassword(password);
}
