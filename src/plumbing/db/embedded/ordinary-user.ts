import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const NOBODY = 65534;

/** How PostgreSQL, which refuses root, is run here, and from where. */
export interface Runner {
  /** `self`: we are an ordinary user. `namespace`: root, seen as another user by PostgreSQL. `nobody`: root, really another user. */
  kind: 'self' | 'namespace' | 'nobody';
  /** The command line to spawn for one of PostgreSQL's programs. */
  wrap(program: string, args: string[]): [command: string, args: string[]];
  spawnOptions: { uid?: number; gid?: number };
  /** Gives a folder to the user PostgreSQL runs as. */
  own(folder: string): void;
}

export function chooseRunner(): Runner {
  const guard = deathGuard();
  if (process.getuid?.() !== 0) return { kind: 'self', wrap: guard, spawnOptions: {}, own: () => undefined };
  // A user namespace shows PostgreSQL another user while the files stay root's: works below /root (0700) too.
  const flags = ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (spawnSync('unshare', [...flags, 'true']).status === 0)
    return {
      kind: 'namespace',
      wrap: (program, args) => {
        const [command, rest] = guard(program, args);
        return ['unshare', [...flags, command, ...rest]];
      },
      spawnOptions: {},
      own: () => undefined,
    };
  return {
    kind: 'nobody',
    wrap: guard,
    spawnOptions: { uid: NOBODY, gid: NOBODY },
    own: (folder) => void spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]),
  };
}

/** Where the system can, PostgreSQL is told to stop by the kernel when we die without a word (`kill -9`). */
function deathGuard(): Runner['wrap'] {
  const able = spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0;
  return (program, args) => (able ? ['setpriv', ['--pdeathsig', 'INT', program, ...args]] : [program, args]);
}

/** Folders another user can usually walk into, in order of preference, for what PostgreSQL cannot reach where it is. */
const ELSEWHERE = ['/var/lib/palabre', '/srv/palabre', '/opt/palabre'];

/** True when `nobody` can walk down to a path: each folder above lets others through. */
export function isReachable(target: string): boolean {
  const seen = spawnSync('test', ['-r', target], { uid: NOBODY, gid: NOBODY });
  return seen.status === 0;
}

/** A folder of that name which PostgreSQL's user can reach. @throws Error `no_place_for_postgres` */
export function placeElsewhere(name: string): string {
  for (const base of ELSEWHERE) {
    const folder = path.join(base, name);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      chownSync(folder, NOBODY, NOBODY);
    } catch (error) {
      if (['EACCES', 'EROFS', 'EPERM', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) continue;
      throw error;
    }
    if (isReachable(folder)) return folder;
  }
  throw new Error('no_place_for_postgres');
}

/** PostgreSQL's own programs and libraries, copied once where its user can read them. */
export function copyNative(native: string, version: string): string {
  const place = path.join(placeElsewhere(`postgresql-${version}`), 'native');
  if (existsSync(place)) return place;
  const half = `${place}.new`;
  rmSync(half, { recursive: true, force: true });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, place);
  return place;
}
