import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isReachable, placeElsewhere, type Runner } from './ordinary-user.ts';
import { PostgresTrouble, troubleIn } from './trouble.ts';

/** The major version the programs are of: an older one reads nothing written by a newer. */
const MAJOR = 18;
/** The name of a socket and its folder must fit the 107 bytes of sockaddr_un. */
const LONGEST_SOCKET_FOLDER = 80;

/** Where the cluster lies: in the data folder, or where PostgreSQL's user can reach when it cannot go there. */
export function clusterPlace(dataDir: string, runner: Runner): string {
  const pointer = path.join(dataDir, 'postgres-is-elsewhere');
  if (existsSync(pointer)) return checkCluster(readFileSync(pointer, 'utf8').trim(), runner);
  const here = path.join(dataDir, 'postgres');
  if (existsSync(here) || runner.kind !== 'nobody') return checkCluster(here, runner);
  // Only an empty folder tells whether nobody gets through.
  mkdirSync(here);
  if (isReachable(here)) return here;
  rmSync(here, { recursive: true });
  const elsewhere = path.join(placeElsewhere(createHash('sha256').update(dataDir).digest('hex').slice(0, 16)), 'postgres');
  writeFileSync(pointer, `${elsewhere}\n`);
  return elsewhere;
}

function checkCluster(cluster: string, runner: Runner): string {
  const version = path.join(cluster, 'PG_VERSION');
  if (!existsSync(version)) return cluster;
  const uid = runner.spawnOptions.uid ?? process.getuid?.();
  if (uid !== undefined && statSync(cluster).uid !== uid) {
    // Made under user namespaces, now without: the same root, another user for PostgreSQL.
    if (runner.kind === 'nobody' && isReachable(path.dirname(cluster))) runner.own(cluster);
    else throw new PostgresTrouble('other_user', String(statSync(cluster).uid));
  }
  if (Number(readFileSync(version, 'utf8')) > MAJOR) throw new PostgresTrouble('newer_postgres', readFileSync(version, 'utf8').trim());
  return cluster;
}

/** Made beside and renamed, so that a power cut during initdb leaves no half cluster. */
export function makeCluster(initdb: string, runner: Runner, cluster: string, owner: string, password: string): void {
  const half = `${cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  runner.own(half);
  const secret = mkdtempSync('/tmp/palabre-initdb-');
  writeFileSync(path.join(secret, 'password'), password, { mode: 0o600 });
  runner.own(secret);
  try {
    const [command, args] = runner.wrap(initdb, [
      ...['-D', half, '-U', owner, `--pwfile=${path.join(secret, 'password')}`, '--auth=scram-sha-256'],
      ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
    ]);
    const made = spawnSync(command, args, { encoding: 'utf8', ...runner.spawnOptions });
    if (made.status !== 0) throw troubleIn(`initdb: ${made.stderr || made.error?.message}`);
    if (existsSync(cluster) && readdirSync(cluster).length === 0) rmSync(cluster, { recursive: true });
    renameSync(half, cluster);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
}

/** A folder only we open; in the data folder where the path is short enough and PostgreSQL's user gets there. */
export function openSocketFolder(dataDir: string, runner: Runner): string {
  const here = path.join(dataDir, 'run');
  if (runner.kind !== 'nobody' && Buffer.byteLength(here) <= LONGEST_SOCKET_FOLDER) {
    mkdirSync(here, { recursive: true });
    chmodSync(here, 0o700);
    return here;
  }
  const folder = mkdtempSync('/tmp/palabre-pg-');
  runner.own(folder);
  return folder;
}
