import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** All canaries begin alike, so that one search finds any of them. */
const BEGINNING = 'CanaryOfPalabre';

export const canary = (): string => `${BEGINNING}${randomBytes(12).toString('hex')}`;

/** The beginning as it would look in clear, in base64 at each of its three alignments, in base64url, in hex and backwards. */
export function disguises(): Buffer[] {
  const base64 = [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), Buffer.from(BEGINNING)]).toString('base64');
    // The first and last letters depend on their neighbours.
    return coded.slice(shift === 0 ? 0 : 4, -4);
  });
  const hex = Buffer.from(BEGINNING).toString('hex');
  const backwards = [...BEGINNING].reverse().join('');
  return [BEGINNING, ...base64, hex, hex.toUpperCase(), backwards].map((text) => Buffer.from(text));
}

/** Names of those in which a canary sings. */
export const singing = (texts: ReadonlyMap<string, string | Buffer>): string[] => {
  const needles = disguises();
  return [...texts].filter(([, text]) => needles.some((needle) => Buffer.from(text as Buffer).includes(needle))).map(([name]) => name);
};

/** Files below a folder in which a canary sings; `apart` holds the sealing keys and is not read. */
export function singingFiles(folder: string, apart: RegExp): { files: number; singing: string[] } {
  const needles = disguises();
  const found: string[] = [];
  let files = 0;
  const walk = (place: string): void => {
    if (apart.test(place)) return;
    const stat = statSync(place, { throwIfNoEntry: false });
    if (stat?.isDirectory()) for (const name of readdirSync(place)) walk(path.join(place, name));
    if (!stat?.isFile()) return;
    files += 1;
    const bytes = readFileSync(place);
    if (needles.some((needle) => bytes.includes(needle))) found.push(place);
  };
  walk(folder);
  return { files, singing: found };
}
