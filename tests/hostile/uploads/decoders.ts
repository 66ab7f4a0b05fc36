import { readdirSync, readFileSync } from 'node:fs';

export interface DecodersSeen {
  /** Bytes of the largest one, as the kernel remembers it. */
  peakBytes: number;
  /** Seconds of processor of the busiest one. */
  processorSeconds: number;
  seen: number;
}

const TICKS_PER_SECOND = 100;

/** Watches every decoder of one process, from /proc. @returns a function that stops looking and says what was seen */
export function watchDecoders(parent: number): () => DecodersSeen {
  const seen = new Map<number, { peakBytes: number; processorSeconds: number }>();
  const look = (): void => {
    for (const pid of childrenOf(parent)) {
      const status = read(`/proc/${pid}/status`);
      const peakBytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
      const [user = 0, system = 0] = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
      const before = seen.get(pid) ?? { peakBytes: 0, processorSeconds: 0 };
      seen.set(pid, {
        peakBytes: Math.max(before.peakBytes, peakBytes),
        processorSeconds: Math.max(before.processorSeconds, (user + system) / TICKS_PER_SECOND),
      });
    }
  };
  const timer = setInterval(look, 10);
  return () => {
    clearInterval(timer);
    const all = [...seen.values()];
    return {
      peakBytes: Math.max(0, ...all.map((one) => one.peakBytes)),
      processorSeconds: Math.max(0, ...all.map((one) => one.processorSeconds)),
      seen: seen.size,
    };
  };
}

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`).trim().split(' ').filter(Boolean).map(Number),
  );

/** '' for a process that has just gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
