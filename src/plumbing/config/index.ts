import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { isIP } from 'node:net';
import { parseEnv } from 'node:util';

import { BadSettings, type SettingProblem, type Wrong } from './bad-settings.ts';

export { BadSettings } from './bad-settings.ts';
export { readOrMakeSecret } from './secret-file.ts';

/** The only file that reads the environment. A bad setting stops the start with the full list of what is wrong. */
export interface Config {
  /** The folder of the program (package.json, migrations, build). */
  root: string;
  /** The folder of what people entrust to Palabre: database, media, secrets. */
  dataDir: string;
  host: string;
  port: number;
  /** Address people type; every link in a mail starts with it. Never taken from a Host header. */
  publicUrl: URL;
  demo: boolean;
  /** `ownerUrl` is null where a single process was given the application's address only; it then never migrates. */
  database: { kind: 'embedded' } | { kind: 'external'; ownerUrl: string | null; appUrl: string };
  smtpUrl: string | null;
  mailFrom: string;
  /** File holding the sealing keys; outside the database on purpose. */
  keyFile: string;
  s3: { endpoint: string; region: string; bucket: string; accessKeyId: string; secretAccessKey: string } | null;
  /** Addresses or ranges (CIDR) whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** Where backups go that are given no place; null makes none before an update. */
  backupDir: string | null;
  plcUrl: string;
  /** Where the bots are by which people are told; a server of one's own, or a test's. */
  telegramUrl: string;
  /** What whoever reads /metrics must bear; null closes it. */
  metricsToken: string | null;
  /** Asked every minute while what is due would leave; null asks nobody. Its path is a secret. */
  pingUrl: string | null;
  /** `host:port` entries, as typed, that may be reached although they are private; for test servers. */
  allowHosts: string[];
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `ffmpeg` of the operator, when found or set; null otherwise. */
  ffmpeg: string | null;
}

type Environment = Record<string, string | undefined>;

/** Characters of a secret that opens something. */
const LEAST_SECRET = 16;

/** Every setting with its default: the page docs/operators/settings.md is checked against this list. */
export const SETTINGS = [
  {
    name: 'PALABRE_DATA',
    default: 'data (in the program folder)',
    what: 'Folder of the database, the media and the keys. The demonstration adds -demo to its name.',
  },
  { name: 'PALABRE_HOST', default: '127.0.0.1', what: 'Address the web server listens on. 0.0.0.0 for all.' },
  { name: 'PALABRE_PORT', default: '3000', what: 'Port of the web server.' },
  {
    name: 'PALABRE_PUBLIC_URL',
    default: 'http://localhost:<port>',
    what: 'Address people type; links in mails and for clients start with it.',
  },
  {
    name: 'PALABRE_SMTP_URL',
    default: 'none',
    what: 'smtp://user:password@host:587 or smtps://…; without it no mail leaves and links are shown to be copied.',
  },
  { name: 'PALABRE_MAIL_FROM', default: 'Palabre <palabre@(host of the public address)>', what: 'Sender of mails.' },
  { name: 'PALABRE_KEY_FILE', default: '<data>/secrets/keys', what: 'File of the keys that seal network secrets.' },
  {
    name: 'PALABRE_BACKUP_DIR',
    default: '<data>/backups',
    what: 'Folder of backups, also of the one made before each update of the tables; `none` to make none then.',
  },
  {
    name: 'PALABRE_S3_ENDPOINT',
    default: 'none (media in <data>/media)',
    what: 'Address of an S3-compatible storage for media; the four settings below go with it.',
  },
  { name: 'PALABRE_S3_REGION', default: 'us-east-1', what: 'Region of that storage.' },
  { name: 'PALABRE_S3_BUCKET', default: 'none', what: 'Bucket, which must exist.' },
  { name: 'PALABRE_S3_ACCESS_KEY_ID', default: 'none', what: 'Key that may read, write and delete in the bucket.' },
  { name: 'PALABRE_S3_SECRET_ACCESS_KEY', default: 'none', what: 'Its secret.' },
  { name: 'PALABRE_TRUSTED_PROXIES', default: 'none', what: 'Comma-separated addresses or CIDR ranges whose X-Forwarded-For is believed.' },
  { name: 'PALABRE_PLC_URL', default: 'https://plc.directory', what: 'Directory that tells where a Bluesky account lives.' },
  {
    name: 'PALABRE_TELEGRAM_URL',
    default: 'https://api.telegram.org',
    what: 'Server of the Telegram bots by which people are told; another one for a Bot API server of your own.',
  },
  {
    name: 'PALABRE_METRICS_TOKEN',
    default: 'none (/metrics is closed)',
    what: 'Bearer token, of 16 characters at least, that opens /metrics to Prometheus.',
  },
  {
    name: 'PALABRE_PING_URL',
    default: 'none',
    what: 'Address asked every minute while what is due would leave; the watcher behind it alerts you when it falls silent.',
  },
  {
    name: 'PALABRE_ALLOW_HOSTS',
    default: 'none',
    what: 'Comma-separated host:port that may be reached although private or without HTTPS; for test servers.',
  },
  { name: 'PALABRE_LOG', default: 'info', what: 'debug, info, warn, error or silent.' },
  {
    name: 'PALABRE_FFMPEG',
    default: 'ffmpeg when found on the PATH',
    what: 'Program used to transcode video; `none` to refuse transcoding.',
  },
  { name: 'DATABASE_URL', default: 'none (embedded PostgreSQL)', what: 'External PostgreSQL 15 or newer, as its owner.' },
  {
    name: 'PALABRE_APP_DATABASE_URL',
    default: 'made from DATABASE_URL (role palabre_app)',
    what: 'The same database as the role web and worker use, which owns nothing; made when absent.',
  },
  { name: 'PALABRE_DEMO', default: 'none', what: '1 does what --demo does: the demonstration, which sends nothing outside.' },
] as const;

/** @throws BadSettings with every problem at once. */
export function readConfig(env: Environment = process.env, options: { root?: string; demo?: boolean } = {}): Config {
  const problems: SettingProblem[] = [];
  const wrong: Wrong = (setting, problem, values = {}) => void problems.push({ setting, problem, values });
  const root = options.root ?? process.cwd();
  const file = readSettingsFile(root);
  const get = (name: string): string | null => (env[name] ?? file[name])?.trim() || null;

  const demo = options.demo ?? get('PALABRE_DEMO') === '1';
  const dataDir = dataFolder(path.resolve(root, get('PALABRE_DATA') ?? 'data'), demo);

  const host = demo ? '127.0.0.1' : (get('PALABRE_HOST') ?? '127.0.0.1');
  const port = Number(get('PALABRE_PORT') ?? 3000);
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65535;
  if (!isPort) wrong('PALABRE_PORT', 'port');

  const publicUrl = readUrl(
    'PALABRE_PUBLIC_URL',
    (demo ? null : get('PALABRE_PUBLIC_URL')) ?? `http://localhost${isPort ? `:${port}` : ''}`,
    ['http:', 'https:'],
    wrong,
  );
  const smtpUrl = get('PALABRE_SMTP_URL');
  if (smtpUrl) readUrl('PALABRE_SMTP_URL', smtpUrl, ['smtp:', 'smtps:'], wrong);
  const plcUrl = get('PALABRE_PLC_URL') ?? 'https://plc.directory';
  readUrl('PALABRE_PLC_URL', plcUrl, ['http:', 'https:'], wrong);
  const telegramUrl = (get('PALABRE_TELEGRAM_URL') ?? 'https://api.telegram.org').replace(/\/+$/, '');
  readUrl('PALABRE_TELEGRAM_URL', telegramUrl, ['http:', 'https:'], wrong);

  const ownerUrl = get('DATABASE_URL');
  const appUrl = get('PALABRE_APP_DATABASE_URL');
  if (ownerUrl) readUrl('DATABASE_URL', ownerUrl, ['postgres:', 'postgresql:'], wrong);
  if (appUrl) readUrl('PALABRE_APP_DATABASE_URL', appUrl, ['postgres:', 'postgresql:'], wrong);
  if (appUrl && URL.canParse(appUrl) && !new URL(appUrl).username) wrong('PALABRE_APP_DATABASE_URL', 'role');
  const appAddress = appUrl ?? (ownerUrl && deriveAppUrl(ownerUrl));
  if (ownerUrl && !appAddress) wrong('PALABRE_APP_DATABASE_URL', 'no_password');

  const trustedProxies = list(get('PALABRE_TRUSTED_PROXIES'));
  for (const entry of trustedProxies) {
    const [address, bits] = entry.split('/');
    if (!isIP(address ?? '') || (bits !== undefined && !/^\d{1,3}$/.test(bits))) wrong('PALABRE_TRUSTED_PROXIES', 'range', { entry });
  }
  const allowHosts = list(get('PALABRE_ALLOW_HOSTS')).map((entry) => entry.toLowerCase());
  for (const entry of allowHosts)
    if (!/^([^\s/:]+|\[[0-9a-f:.]+\]):\d{1,5}$/.test(entry)) wrong('PALABRE_ALLOW_HOSTS', 'host_port', { entry });

  const metricsToken = get('PALABRE_METRICS_TOKEN');
  if (metricsToken && metricsToken.length < LEAST_SECRET) wrong('PALABRE_METRICS_TOKEN', 'short', { least: LEAST_SECRET });

  const pingUrl = get('PALABRE_PING_URL');
  if (pingUrl) readUrl('PALABRE_PING_URL', pingUrl, ['http:', 'https:'], wrong);

  const logLevel = get('PALABRE_LOG') ?? 'info';
  if (!['debug', 'info', 'warn', 'error', 'silent'].includes(logLevel)) wrong('PALABRE_LOG', 'log');

  const s3 = readS3(get, wrong);
  if (problems.length > 0) throw new BadSettings(problems);

  return {
    root,
    dataDir,
    host,
    port,
    publicUrl,
    demo,
    database: appAddress && !demo ? { kind: 'external', ownerUrl, appUrl: appAddress } : { kind: 'embedded' },
    smtpUrl: demo ? null : smtpUrl,
    mailFrom: get('PALABRE_MAIL_FROM') ?? `Palabre <palabre@${publicUrl.hostname}>`,
    keyFile: path.resolve(root, get('PALABRE_KEY_FILE') ?? path.join(dataDir, 'secrets', 'keys')),
    s3: demo ? null : s3,
    backupDir: get('PALABRE_BACKUP_DIR') === 'none' ? null : path.resolve(root, get('PALABRE_BACKUP_DIR') ?? path.join(dataDir, 'backups')),
    trustedProxies,
    plcUrl,
    telegramUrl,
    metricsToken,
    pingUrl: demo ? null : pingUrl,
    allowHosts,
    logLevel: logLevel as Config['logLevel'],
    ffmpeg: findProgram('ffmpeg', get('PALABRE_FFMPEG'), env.PATH ?? ''),
  };
}

/** The demonstration never touches real data, whatever folder is set; told twice, it is still one folder. */
const dataFolder = (folder: string, demo: boolean): string => (demo && !folder.endsWith('-demo') ? `${folder}-demo` : folder);

/** Settings an operator keeps beside the program; the environment wins over them. */
function readSettingsFile(root: string): Environment {
  const file = path.join(root, 'palabre.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/** What web and worker are started with: the operator's settings, and never the owner's address of the database. */
export function environmentOfChildren(config: Config): Environment {
  const env: Environment = { ...process.env, PALABRE_DATA: config.dataDir, PALABRE_DEMO: config.demo ? '1' : '' };
  if (config.database.kind === 'external') Object.assign(env, { DATABASE_URL: '', PALABRE_APP_DATABASE_URL: config.database.appUrl });
  return env;
}

/** Who runs this command: behind sudo, the person and not root. */
export const readAskingUser = (env: Environment = process.env): string => env.SUDO_USER ?? userInfo().username;

/** The adapter of the pages takes its own settings from the environment only; ours win over what an operator left there. */
export function exposeToAdapter(settings: Record<string, string>): void {
  for (const name of ['PORT_HEADER', 'XFF_DEPTH']) delete process.env[name];
  Object.assign(process.env, settings);
}

/** The version of the program, from package.json. */
export const readVersion = (root: string): string =>
  (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;

/**
 * The same database as the role palabre_app, with a password every process computes alike from the owner's; null where the
 * owner has none.
 */
function deriveAppUrl(ownerUrl: string): string | null {
  if (!URL.canParse(ownerUrl)) return ownerUrl;
  const url = new URL(ownerUrl);
  if (!url.password) return null;
  url.password = createHmac('sha256', url.password).update('palabre application role').digest('base64url');
  url.username = 'palabre_app';
  return url.href;
}

const list = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);

/** @param wanted the setting: an address, `none`, or null to look along the path */
function findProgram(name: string, wanted: string | null, searchPath: string): string | null {
  if (wanted) return wanted === 'none' ? null : wanted;
  const places = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return places.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}

function readUrl(setting: string, text: string, protocols: [string, string], wrong: Wrong): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !protocols.includes(url.protocol)) wrong(setting, 'address', { one: `${protocols[0]}//`, other: `${protocols[1]}//` });
  return url ?? new URL('http://localhost');
}

function readS3(get: (name: string) => string | null, wrong: Wrong): Config['s3'] {
  const endpoint = get('PALABRE_S3_ENDPOINT');
  if (!endpoint) return null;
  readUrl('PALABRE_S3_ENDPOINT', endpoint, ['http:', 'https:'], wrong);
  const need = (name: string): string => {
    const value = get(name);
    if (!value) wrong(name, 'needed_with_s3');
    return value ?? '';
  };
  return {
    endpoint,
    region: get('PALABRE_S3_REGION') ?? 'us-east-1',
    bucket: need('PALABRE_S3_BUCKET'),
    accessKeyId: need('PALABRE_S3_ACCESS_KEY_ID'),
    secretAccessKey: need('PALABRE_S3_SECRET_ACCESS_KEY'),
  };
}
