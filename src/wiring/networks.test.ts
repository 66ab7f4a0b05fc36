import { expect, test } from 'vitest';
import { readConfig } from '#plumbing/config';
import { openGuardedHttp } from './networks.ts';

const SETTINGS = { PALABRE_PORT: '3500', PALABRE_ALLOW_HOSTS: 'localhost:3500,127.0.0.1:6432,127.0.0.1:5433,[::1]:5433' };
const codeOf = async (database: string, url: string): Promise<string> => {
  const config = readConfig({ ...SETTINGS, DATABASE_URL: database }, { root: '/nowhere' });
  const result = await openGuardedHttp(config).send({ method: 'GET', url });
  return result.kind === 'no_answer' ? result.code : `answered ${result.status}`;
};

test('Palabre’s own port stays closed to what people type, even listed', async () => {
  expect(await codeOf('postgres://awa:p@localhost:5433/palabre', 'http://localhost:3500/')).toBe('own_address_refused');
});

test('the database stays closed even listed, wherever its address says where it is', async () => {
  expect(await codeOf('postgres://awa:p@localhost:5433/palabre', 'http://127.0.0.1:5433/')).toBe('own_address_refused');
  expect(await codeOf('postgres://awa:p@localhost:5433/palabre', 'http://[::1]:5433/')).toBe('own_address_refused');
  expect(await codeOf('postgres://awa:p@localhost/palabre?host=127.0.0.1&port=6432', 'http://127.0.0.1:6432/')).toBe('own_address_refused');
  expect(await codeOf('postgres://awa:p@localhost/palabre?host=/var/run/postgresql', 'http://127.0.0.1:6432/')).toBe('econnrefused');
});
