import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runApart } from '#plumbing/life';
import { Refusal } from '#words/refusal.ts';
import { answerSchema } from './sheets/answer.ts';

/** A year of posts takes a second and 100 MB. */
const LIMITS = { processor: 10, time: 20_000, memory: 256_000_000 };
const MOST_OUTPUT = 24_000_000;

/** One file at a time in this process: memory stays bounded whatever is handed in. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * The cells of the first sheet of an .xlsx file, read by a process apart.
 * @param house.root where our programs are; `dataDir` has a folder for what passes
 * @throws Refusal `import_unreadable`, `import_too_heavy`
 */
export function readSheet(house: { root: string; dataDir: string }, bytes: Uint8Array): Promise<string[][]> {
  const mine = turn.then(() => read(house, bytes));
  turn = Promise.allSettled([mine]);
  return mine;
}

async function read({ root, dataDir }: { root: string; dataDir: string }, bytes: Uint8Array): Promise<string[][]> {
  // Named as what the library sweeps: what a killed process leaves is found.
  const folder = path.join(path.resolve(dataDir), 'tmp', `upload-sheet-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeFile(path.join(folder, 'source'), bytes, { mode: 0o600 });
    const ended = await runApart(root, 'sheets', [], folder, LIMITS, MOST_OUTPUT);
    if (ended.kind === 'slow' || ended.kind === 'heavy') throw new Refusal('import_too_heavy', { status: 413 });
    if (ended.kind === 'wrong') throw new Error(`The reader of spreadsheets ${ended.errors}`);
    if (ended.output.length > MOST_OUTPUT) throw new Refusal('import_too_heavy', { status: 413 });
    const answer = answerSchema.parse(JSON.parse(ended.output));
    if ('refused' in answer) throw new Refusal('import_unreadable', { cause: answer.refused });
    return answer.rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
