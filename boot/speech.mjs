import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What the terminal says, read from messages/<language>/cli.json without any library: it must speak before the first install.
 * @typedef {Record<string, string | number | import('./trouble.mjs').Trouble[]>} Values
 * @typedef {{ language: string, phrase(key: string, values?: Values): string,
 *   say(key: string, values?: Values): void, progress(text: string): void,
 *   complain(key: string, values?: Values): void, }} Speech
 */

/** French unless the environment asks for another language: its own where there is a catalogue, else English. */
export function chooseLanguage(root, env = process.env) {
  const asked = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase();
  if (asked === '' || asked.startsWith('c.') || asked === 'c' || asked === 'posix') return 'fr';
  const language = asked.slice(0, 2);
  return /^[a-z]{2}$/.test(language) && existsSync(path.join(root, 'messages', language, 'cli.json')) ? language : 'en';
}

/** @param {string} root @param {NodeJS.WriteStream} out where steps and progress are said @returns {Speech} */
export function openSpeech(root, env = process.env, out = process.stdout) {
  const language = chooseLanguage(root, env);
  const catalogue = JSON.parse(readFileSync(path.join(root, 'messages', language, 'cli.json'), 'utf8'));
  let lineOpen = false;

  const phrase = (key, values = {}) => {
    if (!(key in catalogue)) throw new Error(`messages/${language}/cli.json has no "${key}"`);
    return catalogue[key].replace(/\{(\w+)\}/g, (_, name) => said(values[name] ?? ''));
  };
  const said = (value) => (Array.isArray(value) ? value.map((one) => phrase(one.key, one.values)).join('') : String(value));
  const endLine = () => {
    if (lineOpen) out.write('\r\x1b[2K');
    lineOpen = false;
  };
  return {
    language,
    phrase,
    say(key, values) {
      endLine();
      out.write(`${phrase(key, values)}\n`);
    },
    // On a terminal the line is rewritten; in a log, each step of progress is a line of its own.
    progress(text) {
      if (out.isTTY) out.write(`\r\x1b[2K${text}`);
      else out.write(`${text}\n`);
      lineOpen = Boolean(out.isTTY);
    },
    complain(key, values) {
      endLine();
      process.stderr.write(`${phrase(key, values)}\n`);
    },
  };
}
