import type { Evidence, Network, NetworkName, OnceClass, Order, SentClass } from '../../../src/networks/contract.ts';
import type { Chance } from '../fakenet/random.ts';
import { truthNetwork, type TruthNetwork } from '../publishing/network.ts';
import type { Life, Time } from './time.ts';
import { faultOf, type Weather } from './weather.ts';

/** The five classes on which something is sent, each under a name a network could have. */
export const CLASSES: Record<SentClass, NetworkName> = { K: 'mastodon', R: 'bluesky', C: 'wordpress', L: 'site', N: 'webhook' };
export const CLASS_NAMES = Object.keys(CLASSES) as SentClass[];

export interface Sky {
  time: Time;
  chance: Chance;
  weather: Weather;
  trace(line: string): void;
  nameOf(opId: string): string;
}

/** The networks themselves: what happened on them is the truth, whoever called. */
export function openNetworks(sky: Sky, keyLifeMs: number): Map<OnceClass, TruthNetwork> {
  const quietMs: Record<SentClass, number> = { K: 120_000, R: 30_000, C: 120_000, L: 120_000, N: 60_000 };
  return new Map(
    CLASS_NAMES.map((onceClass) => {
      const life = onceClass === 'K' ? { keyLifeMs } : {};
      const network = truthNetwork(CLASSES[onceClass], onceClass, sky.time.now, { quietMs: quietMs[onceClass], ...life });
      network.faults = (order) => {
        const fault = faultOf(sky.weather, sky.chance, sky.time.now(), onceClass);
        sky.trace(
          `${onceClass} ${sky.nameOf(order.opId)} ${fault.answer}${fault.applied ? ' applied' : ''}${fault.lateMs ? ` +${fault.lateMs}` : ''}`,
        );
        return fault;
      };
      network.listLagMs = onceClass === 'L' ? sky.chance.between('lag', 0, 15_000) : 0;
      return [onceClass, network];
    }),
  );
}

/**
 * The same networks as one process sees them: calls take simulated time. A request that left is on its way whatever becomes of its process;
 * its answer reaches a living one only.
 */
export function seenFrom(life: Life, { time, chance, weather }: Sky, network: TruthNetwork): Network {
  const travel = (): number => chance.between('travel', 5, 300);
  const stormy = (share: number): boolean => time.now() < weather.until && chance.draw('reads') < share;
  const evidence = (code: string): Evidence => ({ endpoint: 'test', status: null, code, excerpt: '', bytesWritten: true });
  /** There and back; `lost` answers are waited for until the timeout. */
  const call = async <T>(work: () => Promise<T>, isLost: (answer: T) => boolean = () => false): Promise<T> => {
    const left = time.now();
    await time.wait(travel());
    const answer = await work();
    const back = isLost(answer) ? left + network.timeoutMs - time.now() : travel() + (chance.draw('slow') < 0.05 ? 4_000 : 0);
    await time.wait(back, life);
    return answer;
  };
  return {
    ...network,
    prepare: (given, order, media) =>
      call(async () => {
        if (stormy(0.1)) return { kind: 'unclear', code: 'timeout', evidence: evidence('timeout') };
        if (stormy(0.1))
          return {
            kind: 'processing',
            prepared: {},
            lookAgainAt: new Date(time.clock.now().getTime() + 5_000),
            evidence: evidence('busy'),
          };
        return network.prepare(given, order, media);
      }),
    publish: (given, order: Order) =>
      call(
        () => network.publish(given, order),
        (verdict) => verdict.kind === 'unclear' && verdict.code === 'timeout',
      ),
    look: (given, order) =>
      call(async () => {
        if (stormy(0.15)) return { kind: 'unreadable', code: 'http_503', evidence: evidence('http_503') };
        return network.look(given, order);
      }),
    isLive: (given, remoteId) => call(() => network.isLive(given, remoteId)),
  };
}
