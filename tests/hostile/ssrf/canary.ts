import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Canary {
  port: number;
  /** Connections that reached it, on IPv4 and IPv6 together; a TLS greeting counts too. */
  connections(): number;
  close(): Promise<void>;
}

/** A server nobody may reach: on every address of the loopback, one port, each connection counted before a byte is read. */
export async function openCanary(answer: RequestListener = (_, response) => response.end('secret')): Promise<Canary> {
  let connections = 0;
  const counting = (): Server => createServer(answer).on('connection', () => (connections += 1));
  const four = counting();
  await listen(four, 0, '0.0.0.0');
  const { port } = four.address() as AddressInfo;
  const six = counting();
  await listen(six, port, '::1').catch((error: NodeJS.ErrnoException) => {
    // A machine without IPv6 has no address there to protect.
    if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error;
  });
  return {
    port,
    connections: () => connections,
    close: async () => {
      for (const server of [four, six]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: true }, resolve);
  });
