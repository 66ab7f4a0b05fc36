import { expect, test } from 'vitest';
import { explain } from './explain.ts';

const config = { dataDir: '/srv/data' };
const fault = (code: string, syscall: string) => Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

test('what a file system answers is told of the data folder', () => {
  expect(explain(fault('ENOSPC', 'write'), config)).toMatchObject({ key: 'cli_disk_full', values: { folder: '/srv/data' } });
  expect(explain(fault('EROFS', 'open'), config)).toMatchObject({ key: 'cli_folder_unwritable' });
});

test('what a connection answers is told of the database, even where its socket is a file that is missing', () => {
  expect(explain(fault('ENOENT', 'connect'), config)).toMatchObject({ key: 'cli_database_unreachable' });
  expect(explain(fault('ECONNREFUSED', 'connect'), config)).toMatchObject({ key: 'cli_database_unreachable' });
  expect(explain(Object.assign(new Error('no'), { code: '28P01' }), config)).toMatchObject({ key: 'cli_database_refused' });
});

test('PostgreSQL’s full disk is a full disk, also inside a migration that failed', () => {
  const cause = Object.assign(new Error('could not extend file'), { code: '53100' });
  expect(explain(new Error('Migration failed', { cause }), config)).toMatchObject({ key: 'cli_disk_full' });
});

test('an accident is nobody’s sentence', () => {
  expect(explain(new TypeError('x is not a function'), config)).toBeNull();
});
