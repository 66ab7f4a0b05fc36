import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../house/planted.ts';
import type { Judgement, PublicView } from '../../worlds/checker.ts';
import type { Publication } from './api.ts';
import type { Product } from './start-product.ts';

const FINAL = ['PUBLISHED', 'FAILED', 'CANCELLED'];

/** A verdict, or a flag that tells a person. */
export const isSettled = ({ state, flag }: Publication): boolean => FINAL.includes(state) || flag !== null;

/** Waits until all are settled, at most `ms`. @returns milliseconds it took; null when some never were */
export async function settle({ api }: Pick<Product, 'api'>, ms: number): Promise<number | null> {
  const began = Date.now();
  while (Date.now() - began < ms) {
    if ((await api.publications()).every(isSettled)) return Date.now() - began;
    await sleep(3_000);
  }
  return null;
}

/** What the public API says, in the checker's words. */
export function viewsOf({ street }: Pick<Product, 'street'>, publications: readonly Publication[]): PublicView[] {
  return publications.map((one) => {
    const door = street.find(({ channel }) => channel === one.channel)!;
    const before = publications.find(
      (other) => other.post === one.post && other.channel === one.channel && other.position === one.position - 1,
    );
    return {
      id: one.id,
      network: door.fake,
      account: door.account,
      marker: one.text,
      state: one.state,
      flag: one.flag,
      remoteId: one.remote_id,
      parent: one.position > 0 ? (before?.id ?? null) : null,
    };
  });
}

/** The checker, as a program of its own: it is given the truth log and the public answers, and nothing else. */
export async function check(product: Pick<Product, 'net' | 'street'>, publications: readonly Publication[]): Promise<Judgement> {
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-verdicts-'));
  const [truth, views] = ['truth.jsonl', 'publications.json'].map((name) => path.join(folder, name)) as [string, string];
  const lines = (await product.net.truth()).map((entry) => JSON.stringify(entry));
  writeFileSync(truth, lines.join('\n'));
  writeFileSync(views, JSON.stringify(viewsOf(product, publications)));
  try {
    return await new Promise((resolve, reject) =>
      execFile(process.execPath, ['tests/worlds/checker.ts', truth, views], { cwd: ROOT, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
        stdout.startsWith('{') ? resolve(JSON.parse(stdout) as Judgement) : reject(error ?? new Error(stderr)),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
