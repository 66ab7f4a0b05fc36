import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface Copy {
  root: string;
  remove(): void;
}

/** A copy of the house with faults planted in it: a check that cannot fail proves nothing. @param faults file → content */
export function plant(faults: Record<string, string>, options: { whole?: boolean } = {}): Copy {
  const root = mkdtempSync(path.join(tmpdir(), 'palabre-house-'));
  if (options.whole) {
    for (const name of ['src', 'tests/house', 'package.json', '.dependency-cruiser.cjs', 'tsconfig.json'])
      cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  }
  for (const [name, content] of Object.entries(faults)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
