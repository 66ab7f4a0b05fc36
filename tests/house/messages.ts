import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readSources, withoutComments } from './sources.ts';

export { LANGUAGES } from '../../src/words/languages.ts';

/** What is said, by key, whatever the shape: a sentence, or a choice of sentences. */
export interface Catalogue {
  language: string;
  sentences: Map<string, string>;
  /** Keys said twice. */
  twice: string[];
}

export function readCatalogue(root: string, language: string): Catalogue {
  const folder = path.join(root, 'messages', language);
  const sentences = new Map<string, string>();
  const twice: string[] = [];
  for (const file of readdirSync(folder).sort()) {
    const content = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, unknown>;
    for (const [key, value] of Object.entries(content)) {
      if (key === '$schema') continue;
      if (sentences.has(key)) twice.push(`${key} (${language}/${file})`);
      sentences.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  return { language, sentences, twice };
}

/** Keys missing in one of the languages, and sentences that do not take the same values. */
export function unlike(catalogues: Catalogue[]): string[] {
  const keys = new Set(catalogues.flatMap((one) => [...one.sentences.keys()]));
  return [...keys].flatMap((key) => {
    const missing = catalogues.filter((one) => !one.sentences.get(key)?.trim()).map((one) => `${key} is missing in ${one.language}`);
    const values = new Set(catalogues.map((one) => valuesOf(one.sentences.get(key) ?? '')));
    return missing.length > 0 ? missing : values.size > 1 ? [`${key} does not take the same values: ${[...values].join(' / ')}`] : [];
  });
}

const valuesOf = (sentence: string): string =>
  [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort().join(', ');

/** Codes the code can say, each with the key its sentence must have. */
export function neededKeys(root: string): string[] {
  const needed = new Set<string>();
  for (const { text } of readSources(root, /^(?!.*\.test\.).*\.(ts|svelte)$/, 'src')) {
    const code = withoutComments(text);
    for (const [, name] of code.matchAll(/new Refusal\(\s*'(\w+)'/g)) needed.add(`refusal_${name}`);
  }
  for (const { text } of readSources(root, /rules\.ts$/, 'src/networks'))
    for (const [, name] of withoutComments(text).matchAll(/\bcode:\s*'(\w+)'/g)) needed.add(`check_${name}`);
  const contract = readSources(root, /^src\/networks\/contract\.ts$/, 'src/networks')[0]?.text ?? '';
  const union = /type RefusalCode =([^;]+);/.exec(withoutComments(contract))?.[1] ?? '';
  for (const [, name] of union.matchAll(/'(\w+)'/g)) needed.add(`network_refusal_${name}`);
  return [...needed].sort();
}

/** Sentences with a choice inside are JSON, not text: their quotes and brackets are not French. */
const isPlain = (sentence: string): boolean => !/^(?:\[?\{|\[)"/.test(sentence);

/** French typography: curved apostrophes; narrow no-break spaces before ; : ! ? % and inside the quotation marks. */
export const setFrench = (sentence: string): string =>
  isPlain(sentence)
    ? sentence
        .replace(/(?<=\p{L})'(?=\p{L}|\{)/gu, '’')
        .replace(/(?<=[\p{L}\p{N})}»’.…])[ \u00a0]?([;!?]+)(?=[\s»)]|$)/gu, '\u202f$1')
        .replace(/(?<=[\p{L}\p{N})}»’])[ \u00a0]?:(?=[\s\u202f]|$)/gu, '\u202f:')
        .replace(/(?<=[\p{N}}])[ \u00a0]?%/gu, '\u202f%')
        .replace(/«[ \u00a0]?(?!\u202f)/g, '«\u202f')
        .replace(/(?<!\u202f)[ \u00a0]?»/g, '\u202f»')
    : sentence;

export const untypographic = (catalogue: Catalogue): string[] =>
  [...catalogue.sentences].filter(([, sentence]) => setFrench(sentence) !== sentence).map(([key]) => key);
