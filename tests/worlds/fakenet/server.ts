import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readExchange, type Answer, type Exchange } from './exchange.ts';
import type { FaultPicker, Struck } from './faults.ts';
import type { TruthLog } from './truth.ts';
import type { FakeNetwork } from './world.ts';

export interface Listening {
  address: string;
  stop(): Promise<void>;
}

/** Puts one fake network on a port of 127.0.0.1, behind its faults, writing each call down. */
export async function listen(network: FakeNetwork, faults: FaultPicker, truth: TruthLog, port: number): Promise<Listening> {
  const late = new Set<NodeJS.Timeout>();
  const work = async (exchange: Exchange): Promise<Answer> => {
    try {
      return await network.handle(exchange);
    } catch (error) {
      return { status: 500, body: { error: `fakenet: ${(error as Error).stack}` } };
    }
  };
  const server = createServer((request, response) => {
    void (async () => {
      const exchange = await readExchange(request);
      const struck = faults.pick({ network: network.name, method: exchange.method, path: exchange.url.pathname });
      const call = {
        kind: 'call' as const,
        network: network.name,
        method: exchange.method,
        path: exchange.url.pathname,
        key: network.keyOf?.(exchange) ?? null,
      };
      const real = await doWork(struck, () => work(exchange), late);
      const answer = struck && struck.rule.answer !== 'true' ? struck.rule.answer : (real ?? { status: 200 });
      truth.add({ ...call, fault: struck?.rule.name ?? null, status: typeof answer === 'string' ? null : answer.status });
      if (struck?.answerAfterMs) await new Promise((resolve) => late.add(setTimeout(resolve, struck.answerAfterMs)));
      reply(response, answer, exchange.method);
    })();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      late.forEach(clearTimeout);
      await close(server);
    },
  };
}

/** Works now, later or never, as the fault says; gives the real answer when there is one already. */
async function doWork(struck: Struck | null, work: () => Promise<Answer>, late: Set<NodeJS.Timeout>): Promise<Answer | null> {
  if (!struck || struck.rule.work === 'done') return work();
  if (struck.workAfterMs !== null) {
    const timer = setTimeout(() => {
      late.delete(timer);
      void work();
    }, struck.workAfterMs);
    late.add(timer);
  }
  return null;
}

function reply(response: ServerResponse, answer: Answer | 'reset' | 'hang', method: string): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    response.destroy();
    return;
  }
  const isText = typeof answer.body === 'string' || Buffer.isBuffer(answer.body);
  const body = answer.body === undefined ? '' : isText ? (answer.body as string | Buffer) : JSON.stringify(answer.body);
  const type: Record<string, string> = isText || answer.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(answer.status, { ...type, ...answer.headers });
  response.end(method === 'HEAD' ? undefined : body);
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
