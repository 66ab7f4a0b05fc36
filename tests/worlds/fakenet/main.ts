import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { readExchange } from './exchange.ts';
import { startFakenet, type FaultPlan, type Account, type FakeNetworkName } from './index.ts';

/**
 * Fakenet as a process of its own: `node tests/worlds/fakenet/main.ts [--port 3590] [--seed 1] [--accounts '<json>'] [--networks mastodon,webhook]`.
 * Says one line of JSON `{control, addresses, hosts}` when ready. The control address answers GET /truth, POST /faults, POST /expire, POST /stop.
 */
const { values } = parseArgs({
  options: { port: { type: 'string' }, seed: { type: 'string' }, accounts: { type: 'string' }, networks: { type: 'string' } },
});
const port = Number(values.port ?? 0);
const fakenet = await startFakenet({
  seed: Number(values.seed ?? 1),
  ...(port ? { port: port + 1 } : {}),
  ...(values.accounts ? { accounts: JSON.parse(values.accounts) as Account[] } : {}),
  ...(values.networks ? { networks: values.networks.split(',') as FakeNetworkName[] } : {}),
});

const control = createServer((request, response) => {
  void (async () => {
    const { method, url, body } = await readExchange(request);
    const answer = (value: unknown): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    if (method === 'GET' && url.pathname === '/truth') answer(fakenet.truth());
    else if (method === 'POST' && url.pathname === '/faults') answer(fakenet.setFaults(JSON.parse(body.toString()) as FaultPlan) ?? {});
    else if (method === 'POST' && url.pathname === '/expire') answer(fakenet.expireSessions() ?? {});
    else if (method === 'POST' && url.pathname === '/stop') {
      answer({});
      await stop();
    } else {
      response.statusCode = 404;
      answer({ error: 'GET /truth, POST /faults, POST /expire, POST /stop' });
    }
  })();
});

const stop = async (): Promise<void> => {
  control.close();
  control.closeIdleConnections();
  await fakenet.stop();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());

await new Promise<void>((resolve) => control.listen(port, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(control.address() as AddressInfo).port}`;
console.log(JSON.stringify({ control: address, addresses: fakenet.addresses, hosts: fakenet.hosts }));
