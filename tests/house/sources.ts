import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Source {
  /** From the root, with slashes. */
  file: string;
  text: string;
}

/** Every file below these folders, generated ones excepted. */
export function filesBelow(root: string, ...folders: string[]): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder)).sort()) {
      const name = `${folder}/${entry}`;
      if (name === 'src/messages') continue;
      if (statSync(path.join(root, name)).isDirectory()) walk(name);
      else found.push(name);
    }
  };
  for (const folder of folders) if (statSync(path.join(root, folder), { throwIfNoEntry: false })) walk(folder);
  return found;
}

export const readSources = (root: string, shape: RegExp, ...folders: string[]): Source[] =>
  filesBelow(root, ...folders)
    .filter((file) => shape.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

/** The code without its comments; line numbers stay. Strings are kept, which is enough for the rules that read it. */
export const withoutComments = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;{}(,])\/\/[^\n]*/g, (comment, before: string) => before + ' '.repeat(comment.length - before.length));

export const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** `file:line what` for each match. */
export function findAll(source: Source, pattern: RegExp, code: string = withoutComments(source.text)): string[] {
  return [...code.matchAll(pattern)].map((match) => `${source.file}:${lineOf(code, match.index)} ${match[0].trim().slice(0, 60)}`);
}
