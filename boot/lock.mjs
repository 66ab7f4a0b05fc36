import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Packages of the lock file that node_modules lacks or holds in another version. npm's own record of what it installed is
 * the stamp: it is written last (an interrupted install has none) and tells a product set from a full one.
 * @param {string} root @param {'product' | 'all'} set @returns {string[]}
 */
export function whatIsMissing(root, set) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const there = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted)
    .filter(([place]) => place !== '')
    .filter(([, entry]) => set === 'all' || !(entry.dev || entry.devOptional))
    .filter(([, entry]) => !entry.optional || isMadeForHere(entry))
    .filter(([place, entry]) => there[place]?.version !== entry.version)
    .map(([place]) => place);
}

const readPackages = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});

/** Optional packages of other systems are rightly absent, and so are those that fit none in particular. */
function isMadeForHere(entry) {
  return Boolean(
    entry.os?.includes(process.platform) && entry.cpu?.includes(process.arch) && (!entry.libc || entry.libc.includes('glibc')),
  );
}
