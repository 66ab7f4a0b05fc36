import path from 'node:path';
import type { Config } from '#plumbing/config';
import type { Files } from './files.ts';
import { openFolder } from './folder.ts';
import { openS3 } from './s3.ts';

export const openFiles = (config: Pick<Config, 'dataDir' | 's3'>): Files =>
  config.s3 ? openS3(config.s3) : openFolder(path.join(config.dataDir, 'media'));

export { fileKey } from './key.ts';
export { openFolder } from './folder.ts';
export { openS3 } from './s3.ts';
export { FilesTrouble, type ByteRange, type Files } from './files.ts';
