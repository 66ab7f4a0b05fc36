import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadSettings, readConfig, SETTINGS } from './index.ts';

let root: string;
beforeAll(() => void (root = mkdtempSync(path.join(tmpdir(), 'palabre-config-'))));
afterAll(() => rmSync(root, { recursive: true }));

const read = (env: Record<string, string>, demo?: boolean) => readConfig(env, { root, demo });

/** As a table of Markdown takes it. */
const escape = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

test('docs/operators/settings.md says every setting, its default and what it does, as the program does', () => {
  const rows = SETTINGS.map(({ name, default: value, what }) => `| \`${name}\` | ${escape(value)} | ${what} |`);
  const page = readFileSync('docs/operators/settings.md', 'utf8');
  const told = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(told.map((line) => line.replaceAll(/ +/g, ' '))).toEqual(rows);
});

test('every setting the program reads is in that list, and nothing else is', () => {
  const source = readFileSync(path.join('src/plumbing/config/index.ts'), 'utf8');
  const asked = [...source.matchAll(/(?:get|need)\('([A-Z0-9_]+)'\)/g)].map((match) => match[1]);
  expect([...new Set(asked)].sort()).toEqual(SETTINGS.map(({ name }) => name).sort());
});

test('with nothing set, Palabre listens on this machine only and keeps everything in its own folder', () => {
  expect(read({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    dataDir: path.join(root, 'data'),
    database: { kind: 'embedded' },
    smtpUrl: null,
    s3: null,
    trustedProxies: [],
  });
});

test('every wrong setting is told at once', () => {
  const wrong = { PALABRE_PORT: 'http', PALABRE_PUBLIC_URL: 'palabre.example', PALABRE_S3_ENDPOINT: 'https://s3.example' };
  try {
    read(wrong);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(BadSettings);
    const told = (error as BadSettings).problems.map(({ setting }) => setting);
    expect(told).toEqual([
      'PALABRE_PORT',
      'PALABRE_PUBLIC_URL',
      'PALABRE_S3_BUCKET',
      'PALABRE_S3_ACCESS_KEY_ID',
      'PALABRE_S3_SECRET_ACCESS_KEY',
    ]);
  }
});

test('the demonstration has its own folder, this machine only, no mail, no storage and no database of the operator’s', () => {
  const real = {
    PALABRE_DATA: '/srv/palabre',
    PALABRE_HOST: '0.0.0.0',
    PALABRE_PUBLIC_URL: 'https://palabre.example',
    PALABRE_SMTP_URL: 'smtp://mail.example',
    DATABASE_URL: 'postgresql://owner:x@db.example/palabre',
  };
  const expected = { dataDir: '/srv/palabre-demo', host: '127.0.0.1', smtpUrl: null, database: { kind: 'embedded' } };
  expect(read(real, true)).toMatchObject(expected);
  expect(read(real, true).publicUrl.href).toBe('http://localhost:3000/');
  expect(read({ ...real, PALABRE_DATA: '/srv/palabre-demo', PALABRE_DEMO: '1' })).toMatchObject(expected);
});

test('the application’s address is derived from the owner’s, alike in every process and without the owner’s password', () => {
  const derived = (url: string) => read({ DATABASE_URL: url }).database as { appUrl: string };
  const { appUrl } = derived('postgresql://owner:secret@db.example:5433/palabre');
  expect(appUrl).toMatch(/^postgresql:\/\/palabre_app:[\w-]{43}@db\.example:5433\/palabre$/);
  expect(derived('postgresql://owner:secret@db.example:5433/palabre').appUrl).toBe(appUrl);
  expect(() => derived('postgresql://owner@db.example/palabre')).toThrow('PALABRE_APP_DATABASE_URL');
});

test('palabre.env beside the program gives settings, and the environment wins over it', () => {
  const file = path.join(root, 'palabre.env');
  writeFileSync(file, '# a note\nPALABRE_PORT=4000\nPALABRE_MAIL_FROM="Awa <awa@exemple.invalid>"\n');
  expect(read({})).toMatchObject({ port: 4000, mailFrom: 'Awa <awa@exemple.invalid>' });
  expect(read({ PALABRE_PORT: '4001' }).port).toBe(4001);
  rmSync(file);
});
