import { openSpeech } from '../../boot/speech.mjs';
import { readConfig, type Config } from '#plumbing/config';
import type { Cli } from './command.ts';
import { COMMANDS, helpKey } from './commands.ts';
import { complain, type Told } from './complain.ts';
import { lendHouse } from './lend-house.ts';
import { readStdin } from './read-stdin.ts';
import { understand } from './understand.ts';

/**
 * `npm run -s palabre -- <command> … [--json]`. Exit codes: 0 well, 1 refused or not well, 2 not understood. With --json the
 * standard output holds one JSON value and nothing else, also for a refusal: `{ "error": { "code", "message" } }`.
 */
const args = process.argv.slice(2);
const json = args.includes('--json');
const speech = openSpeech(process.cwd());
const lender = lendHouse();
let config: Config | null = null;

try {
  const words = [args.slice(0, 2).join(' '), args[0] ?? ''].find((candidate) => Object.hasOwn(COMMANDS, candidate));
  process.exitCode = words ? await run(words, args.slice(words.split(' ').length)) : help(args[0]);
} catch (error) {
  process.exitCode = say(await complain(error, speech, config));
} finally {
  await lender.giveBack();
}

async function run(words: string, rest: string[]): Promise<number> {
  const command = await COMMANDS[words]!();
  const values = understand(command, rest);
  const settings = readConfig(undefined, { demo: values.demo === true || undefined });
  config = settings;
  const answer = await command.run({
    config: settings,
    speech,
    values,
    house: () => lender.lend(settings),
    read: async (option: string) => (values[option] === '-' ? readStdin() : String(values[option])),
  } satisfies Cli);
  console.log(json ? JSON.stringify(answer.data, null, 2) : answer.lines.join('\n'));
  return answer.well === false ? 1 : 0;
}

function help(first: string | undefined): number {
  const asked = first === undefined || ['help', '--help', '--json'].includes(first);
  if (json && !asked) return say({ code: 'command_unknown', message: speech.phrase('cli_command_unknown', { words: first }), exit: 2 });
  const commands = Object.keys(COMMANDS).map((words) => ({ words, help: speech.phrase(helpKey(words)) }));
  const lines = commands.map(({ words, help }) => `  ${words.padEnd(22)}${help}`);
  const text = [speech.phrase(asked ? 'cli_help' : 'cli_command_unknown', { words: first ?? '' }), ...lines].join('\n');
  (asked ? console.log : console.error)(json ? JSON.stringify({ commands }, null, 2) : text);
  return asked ? 0 : 2;
}

function say({ exit, ...told }: Told): number {
  if (json) console.log(JSON.stringify({ error: told }, null, 2));
  else console.error(told.message);
  return exit;
}
