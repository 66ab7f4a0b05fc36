import http from 'node:http';
import { Trouble } from '../../../boot/trouble.mjs';

/** Asked before anything else is started: a taken port must cost nothing. @throws Trouble */
export async function mustBeFree(port: number, host: string): Promise<void> {
  const probe = await listen(() => undefined, port, host);
  await new Promise((resolve) => probe.close(resolve));
}

/** How long somebody who speaks slowly is listened to. In milliseconds. */
export interface Patience {
  /** For the first line and the headers. */
  headers: number;
  /** For the whole request: an upload over 3G takes its time. */
  request: number;
  /** Between two looks at who is late. */
  look: number;
}
const PATIENCE: Patience = { headers: 20_000, request: 600_000, look: 5_000 };

/** Listens, and nothing else: connections to the outside are opened by the other files of this pipe. @throws Trouble */
export function listen(answer: http.RequestListener, port: number, host: string, patience = PATIENCE): Promise<http.Server> {
  return new Promise((resolve, reject) => {
    const { headers, request, look } = patience;
    const server = http.createServer({ headersTimeout: headers, requestTimeout: request, connectionsCheckingInterval: look }, answer);
    server.once('error', (error: NodeJS.ErrnoException) => reject(troubleWithPort(error, port, host) ?? error));
    server.listen(port, host, () => resolve(server));
  });
}

function troubleWithPort(error: NodeJS.ErrnoException, port: number, host: string): Trouble | null {
  if (error.code === 'EADDRINUSE') return new Trouble('cli_port_taken', { port, other: port + 1 });
  if (error.code === 'EACCES') return new Trouble('cli_port_forbidden', { port });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return new Trouble('cli_host_unknown', { host });
  return null;
}
