import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Places in node_modules that the lock file fills on this machine.
 * @param {string} root @param {'product' | 'all'} set @returns {string[]}
 */
export const whatIsWanted = (root, set) =>
  Object.entries(readPackages(path.join(root, 'package-lock.json')))
    .filter(([place]) => place !== '')
    .filter(([, entry]) => set === 'all' || !(entry.dev || entry.devOptional))
    .filter(([, entry]) => !entry.optional || isMadeForHere(entry))
    .map(([place]) => place);

/**
 * Those of them that are absent or of another version. npm's own record of what it installed is the stamp: it is written last
 * (an interrupted install has none) and tells a product set from a full one.
 * @param {string} root @param {'product' | 'all'} set @returns {string[]}
 */
export function whatIsMissing(root, set) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const there = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  return whatIsWanted(root, set).filter((place) => there[place]?.version !== wanted[place].version);
}

const readPackages = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});

/** Optional packages of other systems are rightly absent, and so are those that fit none in particular. */
function isMadeForHere(entry) {
  return Boolean(
    entry.os?.includes(process.platform) && entry.cpu?.includes(process.arch) && (!entry.libc || entry.libc.includes('glibc')),
  );
}
