import { spawn, type ChildProcess } from 'node:child_process';
import type { Runner } from './ordinary-user.ts';
import { troubleIn } from './trouble.ts';

/** For one machine shared with everything else: the system's own cache keeps what these buffers do not, and no idle helpers. */
const SMALL = [
  ...['shared_buffers=32MB', 'io_method=sync', 'max_logical_replication_workers=0', 'autovacuum_max_workers=2'],
  // The watchdog's long look must not take every core from a person who waits for a page.
  'max_parallel_workers_per_gather=0',
];

/**
 * Web, worker and sender together hold 40 at most; those of a sender that was killed stay until PostgreSQL notices, and on a busy machine
 * several successors may have opened theirs by then. One that nobody uses weighs nothing.
 */
const CONNECTIONS = 100;

/** Starts the postmaster and returns when it takes connections. @throws PostgresTrouble */
export async function launch(
  postgres: string,
  runner: Runner,
  cluster: string,
  socket: string,
  { durable = true, connections = CONNECTIONS }: { durable?: boolean; connections?: number },
): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=',
    `unix_socket_permissions=0700`,
    'random_page_cost=1.1',
    'jit=off',
    ...SMALL,
    `max_connections=${connections}`,
    ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const [command, args] = runner.wrap(postgres, ['-D', cluster, '-k', socket, ...settings.flatMap((setting) => ['-c', setting])]);
  // Detached: Ctrl-C must reach Palabre first, which then stops PostgreSQL last.
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...runner.spawnOptions });
  await readyOrDead(child);
  return child;
}

function readyOrDead(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('close', () => reject(troubleIn(`postgres: ${said}`)));
  });
}
