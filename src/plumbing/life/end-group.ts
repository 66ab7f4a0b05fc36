import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersSignal, readStat } from './index.ts';

/**
 * Ends every process of a group and returns only when all are dead: nothing of theirs can still be sending.
 * @param group number of the process that leads the group
 * @param patience milliseconds before this is reported as an accident
 */
export async function endGroup(group: number, patience = 10_000): Promise<void> {
  const deadline = Date.now() + patience;
  while (isGroupAlive(group)) {
    if (Date.now() > deadline) throw new Error(`process group ${group} does not die`);
    killGroup(group);
    await sleep(20);
  }
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A zombie answers signals but does nothing more, and waits forever where nobody collects it (containers). */
export function isGroupAlive(group: number): boolean {
  if (!answersSignal(-group)) return false;
  const numbers = processNumbers();
  if (!numbers) return true;
  return numbers.some((pid) => {
    const stat = readStat(pid);
    return stat !== null && stat.group === group && stat.state !== 'Z';
  });
}

function processNumbers(): number[] | null {
  if (process.platform !== 'linux') return null;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
