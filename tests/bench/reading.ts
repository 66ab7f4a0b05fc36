import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../house/planted.ts';
import { told, type Row } from './row.ts';
import { sum } from './numbers.ts';

/** What one opens to follow a publication from its hour to its verdict: the row `publish` of ARCHITECTURE.md, on one network. */
export function measure(): Promise<Row[]> {
  const files = filesOf('publish').map((file) => file.replace('<n>', 'mastodon'));
  const lines = files.map((file) => readFileSync(placeOf(file), 'utf8').split('\n').length - 1);
  const base = files.map((file, index) => `${file} ${lines[index]}`).join(', ');
  return Promise.resolve([
    told('to follow a publication, one opens', files.length, 'files', 'the journey `publish` of ARCHITECTURE.md'),
    told('to follow a publication, one reads', sum(lines), 'lines', base),
  ]);
}

/** The page leaves `modules/` out of a room's address. */
const placeOf = (file: string): string =>
  [path.join(ROOT, 'src', file), path.join(ROOT, 'src/modules', file)].find((place) => existsSync(place)) ?? file;

function filesOf(journey: string): string[] {
  const page = readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const row = page.split('\n').find((line) => new RegExp(`^\\| ${journey} `).test(line));
  const files = [...(row ?? '').matchAll(/`([^`]+\.ts)`/g)].map((found) => found[1]!);
  if (files.length === 0) throw new Error(`ARCHITECTURE.md has no journey ${journey}`);
  return files;
}
