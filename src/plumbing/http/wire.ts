import net from 'node:net';
import tls from 'node:tls';
import type { buildConnector } from 'undici';
import type { Target } from './guard.ts';

/** What is known about the one connection of a request. */
export interface Wire {
  socket: net.Socket | null;
  /** Bytes the socket had counted when the request was handed to it. */
  before: number;
}

/**
 * Connects to the checked address and nowhere else; the name is only used for the certificate.
 * A second connection for the same request is refused: it would be a repeat nobody decided.
 */
export function pinned(target: Target, wire: Wire, signal: AbortSignal): buildConnector.connector {
  let used = false;
  return (_options, done) => {
    if (used) return done(Object.assign(new Error('second connection'), { code: 'second_connection' }), null);
    used = true;
    const secure = target.url.protocol === 'https:';
    const hostname = target.url.hostname.replace(/^\[|\]$/g, '');
    const socket = secure
      ? tls.connect({
          host: target.address,
          port: target.port,
          servername: net.isIP(hostname) ? '' : hostname,
          ALPNProtocols: ['http/1.1'],
        })
      : net.connect({ host: target.address, port: target.port });
    const stop = (): void => void socket.destroy(Object.assign(new Error('aborted'), { code: 'aborted' }));
    const fail = (error: Error): void => {
      signal.removeEventListener('abort', stop);
      done(error, null);
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', fail);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', stop);
      socket.removeListener('error', fail);
      socket.setNoDelay(true);
      wire.socket = socket;
      wire.before = socket.bytesWritten;
      done(null, socket);
    });
  };
}
