import { parseArgs } from 'node:util';
import { openSpeech } from '../../boot/speech.mjs';
import { Trouble } from '../../boot/trouble.mjs';
import { readConfig, type Config } from '#plumbing/config';
import { Refusal } from '#words/refusal.ts';
import { explain } from '#plumbing/start';
import type { Cli } from './command.ts';
import { COMMANDS, helpKey } from './commands.ts';
import { lendHouse } from './lend-house.ts';
import { readStdin } from './read-stdin.ts';

/** `npm run -s palabre -- <command> … [--json]`. Exit codes: 0 well, 1 refused or not well, 2 not understood. */
const args = process.argv.slice(2);
const json = args.includes('--json');
const speech = openSpeech(process.cwd());
const lender = lendHouse();
let config: Config | null = null;

try {
  const words = [args.slice(0, 2).join(' '), args[0] ?? ''].find((candidate) => Object.hasOwn(COMMANDS, candidate));
  if (!words) leaveWithHelp(args[0]);
  else process.exitCode = await run(words, args.slice(words.split(' ').length));
} catch (error) {
  process.exitCode = await complain(error);
} finally {
  await lender.giveBack();
}

async function run(words: string, rest: string[]): Promise<number> {
  const command = await COMMANDS[words]!();
  const options = { ...command.options, json: { type: 'boolean' }, demo: { type: 'boolean' } } as const;
  const values = understand(() => parseArgs({ args: rest, options, allowPositionals: false }).values) as Cli['values'];
  const missing = command.required.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new Trouble('cli_option_missing', { options: missing.map((name) => `--${name}`).join(' ') });
  const settings = readConfig(undefined, { demo: values.demo === true || undefined });
  config = settings;
  const answer = await command.run({
    config: settings,
    speech,
    values,
    house: () => lender.lend(settings),
    read: async (option) => (values[option] === '-' ? readStdin() : String(values[option])),
  });
  console.log(json ? JSON.stringify(answer.data, null, 2) : answer.lines.join('\n'));
  return answer.well === false ? 1 : 0;
}

/** An option that does not exist is a question about help, not an accident. */
function understand<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw Object.assign(new Trouble('cli_option_unknown', { said: (error as Error).message }), { cause: error });
  }
}

function leaveWithHelp(first: string | undefined): void {
  const asked = first === undefined || first === 'help' || first === '--help';
  const lines = Object.keys(COMMANDS).map((words) => `  ${words.padEnd(22)}${speech.phrase(helpKey(words))}`);
  (asked ? console.log : console.error)(
    [speech.phrase(asked ? 'cli_help' : 'cli_command_unknown', { words: first ?? '' }), ...lines].join('\n'),
  );
  process.exitCode = asked ? 0 : 2;
}

/** A stable code for machines, one sentence for people; an accident is shown whole. */
async function complain(error: unknown): Promise<number> {
  const told = await tell(error);
  if (!told) {
    console.error(error);
    return 1;
  }
  if (json) console.log(JSON.stringify({ error: told }, null, 2));
  else console.error(told.message);
  return ['option_missing', 'option_unknown'].includes(told.code) ? 2 : 1;
}

async function tell(error: unknown): Promise<{ code: string; message: string } | null> {
  if (error instanceof Refusal) {
    const { sentenceOf, speaking } = await import('#plumbing/web');
    return { code: error.code, message: speaking(speech.language, () => sentenceOf(error)) };
  }
  const trouble = explain(error, config);
  return trouble && { code: trouble.key.replace(/^cli_/, ''), message: speech.phrase(trouble.key, trouble.values) };
}
