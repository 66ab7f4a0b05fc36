import { hashPassword } from 'better-auth/crypto';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as french from '@zxcvbn-ts/language-fr';
import { Refusal } from '#words/refusal.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './shapes.ts';

/** 3 of 0–4: safely unguessable, between 10^8 and 10^10 guesses, against an attacker who holds the database's scrypt hashes. */
const ENOUGH = 3;

let judge: ZxcvbnFactory | null = null;

/** The dictionaries take some 5 MB: loaded at the first use, by the processes that need them. */
const strength = (): ZxcvbnFactory =>
  (judge ??= new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
  }));

/**
 * @param known what an attacker tries first: the person's name, address, workspace.
 * @returns the hash to keep (scrypt).
 * @throws Refusal `password_short`, `password_long`, `password_weak`
 */
export async function chosenPassword(password: string, known: string[]): Promise<string> {
  if (password.length < PASSWORD_MIN) throw new Refusal('password_short', { field: 'password', details: { least: PASSWORD_MIN } });
  if (password.length > PASSWORD_MAX) throw new Refusal('password_long', { field: 'password', details: { most: PASSWORD_MAX } });
  const words = [...known, ...known.flatMap((word) => word.split(/[\s@.]+/)), 'palabre'].filter((word) => word.length > 2);
  if (strength().check(password, words).score < ENOUGH) throw new Refusal('password_weak', { field: 'password' });
  return hashPassword(password);
}
