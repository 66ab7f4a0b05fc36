import http from 'node:http';
import { Trouble } from '../../../boot/trouble.mjs';

/** Asked before anything else is started: a taken port must cost nothing. @throws Trouble */
export async function mustBeFree(port: number, host: string): Promise<void> {
  const probe = await listen(() => undefined, port, host);
  await new Promise((resolve) => probe.close(resolve));
}

/** Listens, and nothing else: connections to the outside are opened by the other files of this pipe. @throws Trouble */
export function listen(answer: http.RequestListener, port: number, host: string): Promise<http.Server> {
  return new Promise((resolve, reject) => {
    const server = http.createServer(answer);
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
