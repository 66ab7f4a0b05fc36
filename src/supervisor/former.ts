import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, readStat, type ProcessIdentity } from '../plumbing/life/index.ts';
import { endGroup, isGroupAlive } from '../plumbing/life/end-group.ts';
import { bootMark, readRunFile } from '../plumbing/db/run-file.ts';

/** Milliseconds the processes of a supervisor that died are given to end by themselves: they know it is gone. */
const PATIENCE = 5_000;

/** What an earlier supervisor, killed without a word, may have left running on this data folder is proven dead. */
export async function endFormer(dataDir: string): Promise<void> {
  const former = readRunFile(dataDir);
  if (!former || former.boot !== bootMark()) return;
  for (const leader of [former.web, former.worker]) if (leader) await endFormerGroup(leader);
}

async function endFormerGroup(leader: ProcessIdentity): Promise<void> {
  const isTheirs = (): boolean => isGroupAlive(leader.pid) && (isAlive(leader) || readStat(leader.pid) === null);
  const deadline = Date.now() + PATIENCE;
  while (isTheirs() && Date.now() < deadline) await sleep(50);
  if (isTheirs()) await endGroup(leader.pid);
}
