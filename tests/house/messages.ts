import { missingIn, type Catalogue } from '../../boot/catalogues.mjs';
import { readSources, withoutComments } from './sources.ts';

/** Keys missing in one of the languages, and sentences that do not take the same values. */
export function unlike(catalogues: Catalogue[]): string[] {
  const values = (key: string): string[] => [...new Set(catalogues.map(({ sentences }) => valuesOf(sentences.get(key) ?? '')))];
  const everywhere = [...catalogues[0]!.sentences.keys()].filter((key) => catalogues.every(({ sentences }) => sentences.get(key)?.trim()));
  return [
    ...missingIn(catalogues),
    ...everywhere.filter((key) => values(key).length > 1).map((key) => `${key} does not take the same values: ${values(key).join(' / ')}`),
  ];
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
