import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What is spoken while nobody chose; the others follow by their letters. */
const FIRST = 'fr';

/**
 * The languages there are: one folder of messages/ each, named by its two letters (ISO 639-1).
 * @param {string} root
 */
export function listLanguages(root) {
  const folders = readdirSync(path.join(root, 'messages')).sort();
  const unnamed = folders.filter((name) => !/^[a-z]{2}$/.test(name));
  if (unnamed.length > 0) throw new Error(`messages/${unnamed[0]} is not the two letters of a language`);
  return [FIRST, ...folders.filter((name) => name !== FIRST)];
}

/**
 * What is said, by key, whatever the shape: a sentence, or a choice of sentences; and the keys said twice.
 * @typedef {{ language: string, files: string[], sentences: Map<string, string>, twice: string[] }} Catalogue
 * @param {string} root @param {string} language @returns {Catalogue}
 */
export function readCatalogue(root, language) {
  const folder = path.join(root, 'messages', language);
  const files = readdirSync(folder).sort();
  const sentences = new Map();
  const twice = [];
  for (const file of files) {
    for (const [key, value] of Object.entries(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))) {
      if (key === '$schema') continue;
      if (sentences.has(key)) twice.push(`${key} (${language}/${file})`);
      sentences.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  return { language, files, sentences, twice };
}

/**
 * @param {Catalogue[]} catalogues
 * @returns {string[]} one sentence for each key that a language lacks
 */
export function missingIn(catalogues) {
  const keys = [...new Set(catalogues.flatMap(({ sentences }) => [...sentences.keys()]))];
  return catalogues.flatMap(({ language, sentences }) =>
    keys.filter((key) => !sentences.get(key)?.trim()).map((key) => `${key} is missing in ${language}`),
  );
}

/**
 * Writes down for the compiler which languages and files there are.
 * @param {string} root
 * @returns {string} the folder it reads
 * @throws Error where a sentence is missing in one of the languages
 */
export function prepareCatalogues(root) {
  const catalogues = listLanguages(root).map((language) => readCatalogue(root, language));
  const missing = missingIn(catalogues);
  if (missing.length > 0) throw new Error(`messages: ${missing.length} missing\n${missing.slice(0, 20).join('\n')}`);
  const files = [...new Set(catalogues.flatMap((one) => one.files))];
  const settings = {
    baseLocale: FIRST,
    locales: catalogues.map(({ language }) => language),
    modules: ['./node_modules/@inlang/plugin-message-format/dist/index.js'],
    'plugin.inlang.messageFormat': { pathPattern: files.map((file) => `./messages/{locale}/${file}`) },
  };
  const project = path.join(root, 'project.inlang');
  mkdirSync(project, { recursive: true });
  writeFileSync(path.join(project, 'settings.json'), JSON.stringify(settings));
  return project;
}
