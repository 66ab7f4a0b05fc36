import path from 'node:path';
import type { Config } from '../config/index.ts';

export interface KeyFile {
  name: 'keys' | 'sessions';
  file: string;
}

/** What must be kept apart from a backup: the keys of the networks' secrets, and that of sessions and second factors. */
export const keyFilesOf = (config: Pick<Config, 'keyFile'>): [KeyFile, KeyFile] => [
  { name: 'keys', file: config.keyFile },
  { name: 'sessions', file: path.join(path.dirname(config.keyFile), 'sessions') },
];
