import { setTimeout as sleep } from 'node:timers/promises';
import { startPalabre } from '../journeys/palabre/start.ts';
import { memoryOf } from '../journeys/palabre/processes.ts';
import { median, worst } from './numbers.ts';
import { atMost, told, type Row } from './row.ts';

const TIMES = 20;
const SENDER = /worker-sender\.js/;
/** A sender that lived this long is followed at once by another, however many died. Milliseconds. */
const HEALTHY = 10_500;

/** A sender killed by `kill -9`, until the worker says that another is at work. */
export async function measure(): Promise<Row[]> {
  const palabre = await startPalabre({ hosts: [], addresses: { plc: 'https://plc.directory' } as never });
  try {
    const took: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      await sleep(HEALTHY);
      const before = reports(palabre.said()).length;
      process.kill(palabre.processes(SENDER)[0]!, 'SIGKILL');
      while (reports(palabre.said()).length === before) await sleep(10);
      took.push(reports(palabre.said()).at(-1)!);
    }
    await sleep(HEALTHY);
    return [
      atMost('sender at work again after kill -9', median(took), 300, 'ms', `median of ${TIMES}, as the worker saw it`),
      told('the same, worst', worst(took), 'ms', `of ${TIMES}`),
      told('memory of a sender', memoryOf(palabre.processes(SENDER)[0]!), 'MiB PSS', 'idle'),
    ];
  } finally {
    await palabre.stop();
  }
}

/** `{"ms":212,"msg":"the sender died; another has taken over"}` of the worker's log: from its exit to the word that it leads. */
const reports = (said: string): number[] =>
  [...said.matchAll(/^\{.*"ms":(\d+).*the sender died; another has taken over/gm)].map((found) => Number(found[1]));
