import net from 'node:net';
import { Trouble } from '../../boot/trouble.mjs';

/** Asked before anything else is started: a taken port must cost nothing. @throws Trouble */
export function mustBeFree(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(troubleWithPort(error, port, host) ?? error));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function troubleWithPort(error: NodeJS.ErrnoException, port: number, host: string): Trouble | null {
  if (error.code === 'EADDRINUSE') return new Trouble('cli_port_taken', { port, other: port + 1 });
  if (error.code === 'EACCES') return new Trouble('cli_port_forbidden', { port });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return new Trouble('cli_host_unknown', { host });
  return null;
}
