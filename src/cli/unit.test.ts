import { expect, test } from 'vitest';
import { writeUnit } from './unit.ts';

test('the unit survives spaces, quotes and percent signs in paths', () => {
  const unit = writeUnit({ user: 'awa', root: '/srv/mes outils/100%', dataDir: '/srv/a "b"', node: '/srv/mes outils/node' });
  expect(unit).toContain('\nUser=awa\n');
  expect(unit).toContain('\nWorkingDirectory=/srv/mes outils/100%%\n');
  expect(unit).toContain('\nEnvironment="PALABRE_DATA=/srv/a \\"b\\""\n');
  expect(unit).toContain('\nExecStart="/srv/mes outils/node" start.mjs\n');
  expect(unit).toContain('\nNoNewPrivileges=yes\n');
});

test('root’s PostgreSQL changes user by itself, which NoNewPrivileges may not forbid', () => {
  expect(writeUnit({ user: 'root', root: '/r', dataDir: '/d', node: '/n' })).toContain('\nNoNewPrivileges=no\n');
});
