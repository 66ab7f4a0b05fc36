import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, memoryOf, programOf } from '../journeys/palabre/processes.ts';
import { cloneFresh, type Clone } from './fresh-clone.ts';
import { median, sum } from './numbers.ts';
import { atMost, told, type Row } from './row.ts';

const AGAIN = 5;
/** Milliseconds without a request before the memory is looked at. */
const IDLE = 60_000;

/** From a fresh clone to a page, again with everything there, and what it then weighs doing nothing. */
export async function measure(): Promise<Row[]> {
  const clone = await cloneFresh();
  try {
    const first = await clone.start();
    const peak = clone.peak();
    const idle = await idleMemory(clone);
    await clone.stop();
    const next: number[] = [];
    for (let time = 0; time < AGAIN; time += 1) {
      next.push(await clone.start());
      await clone.stop();
    }
    return [
      atMost('fresh clone to usable page', first / 1000, 60, 's', 'git clone, npm start, /login shown; warm npm cache; once'),
      told('memory at its highest meanwhile', peak, 'MiB PSS', 'npm and all it started, looked at every 2 s'),
      atMost('next start to usable page', median(next) / 1000, 4, 's', `median of ${AGAIN}`),
      ...idle,
    ];
  } finally {
    clone.remove();
  }
}

async function idleMemory(clone: Clone): Promise<Row[]> {
  for (const page of ['/', '/login', '/']) await (await fetch(`${clone.origin}${page}`)).text();
  await sleep(IDLE);
  const all = clone.processes().map((pid) => ({ name: nameOf(pid), memory: memoryOf(pid) }));
  const named = Map.groupBy(all, ({ name }) => name);
  const parts = [...named].map(([name, some]) => `${name} ${Math.round(sum(some.map(({ memory }) => memory)))}`).join(', ');
  const base = `first start, 3 pages asked, ${IDLE / 1000} s idle`;
  return [
    atMost('idle memory, everything included', sum(all.map(({ memory }) => memory)), 300, 'MiB PSS', `${base}: ${parts}`),
    atMost('Node processes', clone.processes().filter((pid) => programOf(pid) === 'node').length, 5, 'processes', base),
  ];
}

function nameOf(pid: number): string {
  if (programOf(pid) === 'postgres') return 'PostgreSQL';
  return /(npm|supervisor|worker-sender|worker|web)(?:\.js| start|$)/.exec(commandOf(pid))?.[1] ?? commandOf(pid);
}
