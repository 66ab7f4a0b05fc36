import { expect, test } from 'vitest';
import { openSpeech } from '../../../boot/speech.mjs';
import { BadSettings, readConfig } from '../config/index.ts';
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

/** What a start with these settings says to somebody whose terminal speaks this language. */
function saidOf(settings: Record<string, string>, language: string): string {
  const trouble = explain(
    refused(() => readConfig(settings, { root: import.meta.dirname })),
    null,
  )!;
  return openSpeech('.', { LANG: language }).phrase(trouble.key, trouble.values);
}

function refused(read: () => unknown): BadSettings {
  try {
    read();
  } catch (error) {
    if (error instanceof BadSettings) return error;
    throw error;
  }
  return expect.unreachable();
}

test('what is wrong with each setting is said in the language of its sentence', () => {
  const settings = { PALABRE_PORT: 'http', PALABRE_METRICS_TOKEN: 'short', PALABRE_ALLOW_HOSTS: 'here', PALABRE_LOG: 'loud' };
  expect(saidOf(settings, 'en_GB.UTF-8').split('\n  ')).toEqual([
    'Settings to correct:',
    'PALABRE_PORT: a whole number from 1 to 65535 is expected',
    'PALABRE_ALLOW_HOSTS: “here” is not host:port',
    'PALABRE_METRICS_TOKEN: 16 characters or more are expected',
    'PALABRE_LOG: debug, info, warn, error or silent is expected',
  ]);
  expect(saidOf(settings, 'fr_FR.UTF-8').split('\n  ')).toEqual([
    'Réglages à corriger :',
    'PALABRE_PORT : un nombre entier de 1 à 65535 est attendu',
    'PALABRE_ALLOW_HOSTS : « here » n’est pas de la forme hôte:port',
    'PALABRE_METRICS_TOKEN : 16 caractères au moins sont attendus',
    'PALABRE_LOG : debug, info, warn, error ou silent est attendu',
  ]);
});

test('every way a setting can be wrong has its sentence', () => {
  const settings = {
    ...{ PALABRE_PUBLIC_URL: 'here', PALABRE_TRUSTED_PROXIES: 'x', PALABRE_S3_ENDPOINT: 'https://s3.example' },
    ...{ DATABASE_URL: 'postgresql://owner@db.example/palabre' },
  };
  expect(saidOf(settings, 'fr').split('\n')).toHaveLength(7);
  expect(saidOf({ PALABRE_APP_DATABASE_URL: 'postgresql://db.example/palabre' }, 'fr')).toContain('le nom du rôle manque');
});
