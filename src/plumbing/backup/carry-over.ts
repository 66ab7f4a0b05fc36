import { cpSync, existsSync, linkSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/index.ts';
import { keyFilesOf } from './key-files.ts';
import { walk } from './source.ts';

/** A backup made before an update holds no media: the update touches none, and they are still where they were. */
export function keepMedia(dataDir: string, fresh: string): void {
  const from = path.join(dataDir, 'media');
  for (const source of walk(from, path.join(fresh, 'media'))) {
    if (source.kind === 'folder') mkdirSync(source.name, { recursive: true, mode: 0o700 });
    else if (source.kind === 'file') linkOrCopy(source.file, source.name);
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    cpSync(from, to);
  }
}

/** Keys from the backup, else from the folder it replaces. Those that lie outside the data folder stay where they are. */
export function takeKeys(config: Pick<Config, 'dataDir' | 'keyFile'>, fresh: string): string[] {
  const secrets = path.join(fresh, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  return keyFilesOf(config).flatMap(({ name, file }) => {
    const inside = path.join(secrets, name);
    const relative = path.relative(config.dataDir, file);
    const isOutside = relative.startsWith('..') || path.isAbsolute(relative);
    if (isOutside && existsSync(file)) return [];
    if (!existsSync(inside) && existsSync(file)) cpSync(file, inside);
    if (!existsSync(inside)) return [file];
    const target = isOutside ? file : path.join(fresh, relative);
    if (target !== inside) {
      mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
      cpSync(inside, target);
    }
    return [];
  });
}
